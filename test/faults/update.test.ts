import { useKit } from '../nodes/useKit';
import { reshaped } from '../sonar/answers';
import { first, settledFaults, settledRows, unknownOf, type Answer } from './mutations';
import { answerAlways, expectOutcomes, messages, outcomesOf, type Row } from './runFault';
import { itFailsUnreachable } from './unreachable';

const kit = useKit();

const faults = {
	...settledFaults,
	'an error below the first file': reshaped((answer: Answer) => ({
		...answer,
		errors: [{ message: 'Bad.', path: [first(answer), 'description'] }],
	})),
};

const UNKNOWN = 'Whether Sonar updated the files is unknown: check with Sonar List Files';

/** Two files in one request. */
const table: Row[] = [
	...settledRows(UNKNOWN),
	{ fault: 'a null answer', outcome: 'done', requests: 2, done: 2, isOnce: true },
	{
		fault: 'null answers where nothing was done',
		outcome: 'Sonar’s answer says nothing about the update of file',
		requests: 5,
		done: 0,
		isOnce: true,
	},
	{ fault: 'an error below the first file', outcome: 'done', requests: 2, done: 2, isOnce: true },
];

const updatedFiles = () =>
	kit.sonar.files.filter(({ description }) => description === 'After').length;

async function node() {
	const ids = [
		await kit.sonar.addFile({ filename: 'a.txt', content: 'a' }),
		await kit.sonar.addFile({ filename: 'b.txt', content: 'b' }),
	];
	return {
		type: 'sonarUpdateFile',
		parameters: { updateFields: { description: 'After' } },
		input: ids.map((id) => ({ json: { id } })),
	};
}

async function update(fault: string, times?: number) {
	answerAlways(kit, '/api/graphql', faults[fault as keyof typeof faults], times);
	return await outcomesOf(kit, await node());
}

describe('Update', () => {
	it('has a row for every fault', () => {
		expect(table.map(({ fault }) => fault).sort()).toEqual(Object.keys(faults).sort());
	});

	it.each(table)('ends as the table says after $fault', async (row) => {
		const before = updatedFiles();
		const outcomes = await update(row.fault, row.isOnce ? 1 : undefined);
		expectOutcomes(outcomes, row.outcome);
		expect(outcomes).toHaveLength(2);
		expect(kit.calls).toHaveLength(row.requests);
		expect(updatedFiles()).toBe(before + row.done);
	});

	it.each(unknownOf(table, UNKNOWN))(
		'asks for the outcome after $fault',
		async ({ fault, outcome, done }) => {
			const outcomes = await update(fault, 1);
			// An update that is not there may still come.
			expectOutcomes(outcomes, done > 0 ? 'done' : outcome);
			expect(kit.calls.filter((call) => call === 'mutation').length).toBeLessThanOrEqual(1);
		},
	);

	itFailsUnreachable(kit, { message: messages.broke, connections: 5 }, node);
});
