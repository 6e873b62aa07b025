import { byId } from '../nodes/kit';
import { useKit } from '../nodes/useKit';
import { faultsOfMutations as faults, unknownOf } from './mutations';
import {
	answerAlways,
	commonRows,
	expectOutcomes,
	messages,
	outcomesOf,
	type Row,
} from './runFault';
import { itFailsUnreachable } from './unreachable';

const kit = useKit();
beforeAll(() => {
	for (const id of ['1', '2']) kit.sonar.addEntity('Account', { id, name: id });
});

const UNKNOWN = 'Whether Sonar linked the files is unknown: check with Sonar List Files';
const unknown = (message: string) => `${message}. ${UNKNOWN}`;
const BAD = unknown('Sonar answered: Bad');

/**
 * Two files, each for an account, in one request. An unknown outcome is checked by a query: one request
 * if Sonar answers it, four if it breaks, three if it is refused and halved.
 */
const table: Row[] = [
	...commonRows(2),
	{ fault: '400', outcome: messages[400], requests: 3, done: 0 },
	{ fault: '413', outcome: messages[413], requests: 3, done: 0 },
	{ fault: '422', outcome: messages[422], requests: 3, done: 0 },
	{
		fault: 'other words under 200',
		outcome: `${messages.otherWords} ${UNKNOWN}`,
		requests: 2,
		done: 0,
	},
	{ fault: '500', outcome: unknown(messages[500]), requests: 2, done: 0 },
	{ fault: '502', outcome: unknown(messages[502]), requests: 5, done: 0 },
	{ fault: '503', outcome: unknown(messages[503]), requests: 5, done: 0 },
	{ fault: '504', outcome: unknown(messages[504]), requests: 5, done: 0 },
	{ fault: 'a reset before the body', outcome: unknown(messages.broke), requests: 5, done: 0 },
	{ fault: 'a reset in the body', outcome: unknown(messages.broke), requests: 5, done: 0 },
	{ fault: 'a reset after the body', outcome: unknown(messages.broke), requests: 5, done: 0 },
	{ fault: 'headers that never come', outcome: unknown(messages.silent), requests: 5, done: 0 },
	{ fault: 'an empty body', outcome: unknown('it sent nothing'), requests: 2, done: 2 },
	{ fault: 'JSON that is cut', outcome: unknown(messages.noJson), requests: 2, done: 2 },
	{ fault: 'a list', outcome: unknown(messages.noJson), requests: 2, done: 2 },
	{ fault: 'a web page', outcome: unknown('it sent a web page'), requests: 2, done: 2 },
	{ fault: 'a 502 page after all was done', outcome: unknown(messages[502]), requests: 5, done: 2 },
	{ fault: 'a reset after all was done', outcome: unknown(messages.broke), requests: 5, done: 2 },
	{ fault: 'a body that stalls', outcome: unknown(messages.silent), requests: 5, done: 2 },
	{ fault: 'a body that breaks off', outcome: unknown(messages.broke), requests: 5, done: 2 },
	{
		fault: 'a body without a length that just ends',
		outcome: unknown(messages.noJson),
		requests: 2,
		done: 2,
	},
	{ fault: 'a body in gzip that is cut', outcome: unknown(messages.noJson), requests: 2, done: 2 },
	{ fault: 'errors alone', outcome: BAD, requests: 4, done: 0 },
	{ fault: 'errors alone, after all was done', outcome: BAD, requests: 4, done: 2 },
	{ fault: 'errors that are no list', outcome: BAD, requests: 4, done: 0 },
	{ fault: 'errors beside null', outcome: ['Sonar answered: Bad.', 'done'], requests: 1, done: 2 },
	{ fault: 'errors without a path beside data', outcome: 'done', requests: 1, done: 2 },
	{ fault: 'errors that are no list beside data', outcome: 'done', requests: 1, done: 2 },
	{
		fault: 'no data',
		outcome: unknown('Sonar answered neither data nor errors'),
		requests: 2,
		done: 2,
	},
	{
		fault: 'data that is null',
		outcome: unknown('Sonar answered neither data nor errors'),
		requests: 2,
		done: 2,
	},
	{ fault: 'an empty list of errors', outcome: 'done', requests: 1, done: 2 },
	{ fault: 'a null answer', outcome: 'done', requests: 2, done: 2, isOnce: true },
	{
		fault: 'null answers where nothing was done',
		outcome: 'Seconds later it is linked to nothing',
		requests: 5,
		done: 0,
		isOnce: true,
	},
];

const linkedFiles = () => kit.sonar.files.filter(({ fileable_id: id }) => id !== null).length;

async function twoFiles() {
	const ids = [
		await kit.sonar.addFile({ filename: 'a.txt', content: 'a' }),
		await kit.sonar.addFile({ filename: 'b.txt', content: 'b' }),
	];
	return ids.map((id, index) => ({ json: { id, account: String(index + 1) } }));
}

const node = async () => ({
	type: 'sonarLinkFile',
	parameters: { fileableType: 'Account', fileableId: byId('={{ $json.account }}') },
	input: await twoFiles(),
});

async function link(fault: string, times?: number) {
	answerAlways(kit, '/api/graphql', faults[fault]!, times);
	return await outcomesOf(kit, await node());
}

describe('Link', () => {
	it('has a row for every fault', () => {
		expect(table.map(({ fault }) => fault).sort()).toEqual(Object.keys(faults).sort());
	});

	it.each(table)('ends as the table says after $fault', async (row) => {
		const before = linkedFiles();
		const outcomes = await link(row.fault, row.isOnce ? 1 : undefined);
		expectOutcomes(outcomes, row.outcome);
		expect(outcomes).toHaveLength(2);
		expect(kit.calls).toHaveLength(row.requests);
		expect(linkedFiles()).toBe(before + row.done);
	});

	it.each(unknownOf(table, UNKNOWN))(
		'asks for the outcome after $fault',
		async ({ fault, outcome, done }) => {
			const outcomes = await link(fault, 1);
			// A link that is not there may still come, unless Sonar has answered.
			const answered = 'Seconds later it is linked to nothing. Sonar answered: Bad.';
			const open = fault.startsWith('errors') ? answered : outcome;
			expectOutcomes(outcomes, done > 0 ? 'done' : open);
			expect(kit.calls.filter((call) => call === 'mutation').length).toBeLessThanOrEqual(1);
		},
	);

	itFailsUnreachable(kit, { message: messages.broke, connections: 5 }, node);
});
