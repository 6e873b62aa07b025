import { useKit } from '../nodes/useKit';
import { reshaped } from '../sonar/answers';
import { first, settledFaults, settledRows, unknownOf, type Answer } from './mutations';
import { answerAlways, expectOutcomes, messages, outcomesOf, type Row } from './runFault';
import { itFailsUnreachable } from './unreachable';

const kit = useKit();

const faults = {
	...settledFaults,
	'an error below the first': reshaped((answer: Answer) => ({
		...answer,
		errors: [{ message: 'Bad.', path: [first(answer), 'description'] }],
	})),
};

interface Settled {
	unknown: string;
	/** What an answer lacks. */
	empty: string;
	/** Whether a refused query is tried again without names. */
	asksWithoutNames: boolean;
}

/** Two files, or tickets, in one request. */
const tableOf = ({ unknown, empty, asksWithoutNames }: Settled): Row[] => [
	...settledRows(unknown).map((row) =>
		asksWithoutNames && row.fault.startsWith('errors alone')
			? { ...row, requests: row.requests + 3 }
			: row,
	),
	{ fault: 'a null answer', outcome: 'done', requests: 2, done: 2, isOnce: true },
	{
		fault: 'null answers where nothing was done',
		outcome: empty,
		requests: 5,
		done: 0,
		isOnce: true,
	},
	{ fault: 'an error below the first', outcome: 'done', requests: 2, done: 2, isOnce: true },
];

const nodes = {
	sonarUpdateFile: {
		unknown: 'Whether Sonar updated the files is unknown: check with Sonar List Files',
		empty: 'Sonar’s answer says nothing about the update of file',
		asksWithoutNames: false,
		add: async () => ({ id: await kit.sonar.addFile({ filename: 'a.txt', content: 'a' }) }),
		updated: () => kit.sonar.files.filter(({ description }) => description === 'After'),
	},
	sonarUpdateTicket: {
		unknown: 'Whether Sonar updated the ticket is unknown: do not update it again, but look',
		empty: 'Sonar answered without the ID of a ticket',
		asksWithoutNames: true,
		add: async () => await Promise.resolve({ ticket_id: kit.sonar.addEntity('Ticket') }),
		updated: () =>
			kit.sonar.entities('Ticket').filter(({ description }) => description === 'After'),
	},
};

describe.each(Object.entries(nodes))('%s', (type, { add, updated, ...settled }) => {
	const table = tableOf(settled);

	const node = async () => ({
		type,
		parameters: { updateFields: { description: 'After' } },
		input: [{ json: await add() }, { json: await add() }],
	});
	const update = async (fault: string, times?: number) => {
		answerAlways(kit, '/api/graphql', faults[fault as keyof typeof faults], times);
		return await outcomesOf(kit, await node());
	};

	it('has a row for every fault', () => {
		expect(table.map(({ fault }) => fault).sort()).toEqual(Object.keys(faults).sort());
	});

	it.each(table)('ends as the table says after $fault', async (row) => {
		const before = updated().length;
		const outcomes = await update(row.fault, row.isOnce ? 1 : undefined);
		expectOutcomes(outcomes, row.outcome);
		expect(outcomes).toHaveLength(2);
		expect(kit.calls).toHaveLength(row.requests);
		expect(updated()).toHaveLength(before + row.done);
	});

	it.each(unknownOf(table, settled.unknown))(
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
