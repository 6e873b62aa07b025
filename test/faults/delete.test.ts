import { useKit } from '../nodes/useKit';
import { data, reshaped } from '../sonar/answers';
import { faultsOfJson } from './faults';
import { first, settledFaults, settledRows, unknownOf, type Answer } from './mutations';
import { answerAlways, expectOutcomes, messages, outcomesOf, type Row } from './runFault';
import { itFailsUnreachable } from './unreachable';

const kit = useKit();

const faults = {
	...settledFaults,
	'an error below the first file': reshaped((answer: Answer) => ({
		...answer,
		errors: [{ message: 'Bad.', path: [first(answer), 'message'] }],
	})),
	'no success': data(
		{ success: false, message: 'Not this one.' },
		{ success: false, message: 'Not this one.' },
	),
};

const UNKNOWN = 'Whether Sonar deleted the files is unknown: check with Sonar List Files';

/** Two files in one request. The query before it goes well; the deletion meets the fault. */
const table: Row[] = [
	...settledRows(UNKNOWN, 1),
	{ fault: 'an error below the first file', outcome: 'done', requests: 3, done: 2, isOnce: true },
	{ fault: 'a null answer', outcome: 'done', requests: 3, done: 2, isOnce: true },
	{
		fault: 'null answers where nothing was done',
		outcome: 'Sonar’s answer says nothing about the deletion of file',
		requests: 6,
		done: 0,
		isOnce: true,
	},
	{ fault: 'no success', outcome: 'Not this one.', requests: 2, done: 0 },
];

async function node() {
	const ids = [
		await kit.sonar.addFile({ filename: 'a.txt', content: 'a' }),
		await kit.sonar.addFile({ filename: 'b.txt', content: 'b' }),
	];
	return { type: 'sonarDeleteFile', input: ids.map((id) => ({ json: { id } })) };
}

async function remove(fault: string, times?: number) {
	answerAlways(kit, '/api/graphql', 'as usual', 1);
	answerAlways(kit, '/api/graphql', faults[fault as keyof typeof faults], times);
	return await outcomesOf(kit, await node());
}

describe('Delete', () => {
	it('has a row for every fault', () => {
		expect(table.map(({ fault }) => fault).sort()).toEqual(Object.keys(faults).sort());
	});

	it.each(table)('ends as the table says after $fault', async (row) => {
		const before = kit.sonar.files.length + 2;
		const outcomes = await remove(row.fault, row.isOnce ? 1 : undefined);
		expectOutcomes(outcomes, row.outcome);
		expect(outcomes).toHaveLength(2);
		expect(kit.calls).toHaveLength(row.requests);
		expect(kit.sonar.files).toHaveLength(before - row.done);
	});

	it.each(unknownOf(table, UNKNOWN))(
		'asks for the outcome after $fault',
		async ({ fault, outcome, done }) => {
			const outcomes = await remove(fault, 1);
			// A file that is still there may yet be deleted.
			expectOutcomes(outcomes, done > 0 ? 'done' : outcome);
			expect(kit.calls.filter((call) => call === 'mutation').length).toBeLessThanOrEqual(1);
		},
	);

	it.each(['400', '502', 'a dead token under 200', 'JSON that is cut'])(
		'deletes nothing if the query meets %s',
		async (fault) => {
			answerAlways(kit, '/api/graphql', faultsOfJson[fault]!);
			const before = kit.sonar.files.length + 2;
			const outcomes = await outcomesOf(kit, await node());
			expect(kit.calls).not.toContain('mutation');
			expect(kit.sonar.files).toHaveLength(before);
			for (const outcome of outcomes) {
				expect(outcome).not.toBe('done');
				expect(outcome).not.toContain('is unknown');
			}
		},
	);

	itFailsUnreachable(kit, { message: messages.broke, connections: 4 }, node);
});
