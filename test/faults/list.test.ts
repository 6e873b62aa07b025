import { useKit } from '../nodes/useKit';
import { answerTo, data, json, reshaped } from '../sonar/answers';
import { faultsOfJson } from './faults';
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
beforeAll(async () => {
	await kit.sonar.addFile({ filename: 'a.txt', content: 'a' });
});

interface List {
	entities: object[];
	page_info: object;
}
interface Answer {
	data: Record<string, List>;
}

const page = (change: (list: List) => object) =>
	reshaped(({ data: lists }: Answer) => ({
		data: Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, change(list)])),
	}));

const shapes = {
	'errors alone': json({ errors: [{ message: 'Bad.' }] }),
	'errors that are no list': json({ errors: { message: 'Bad.' } }),
	'errors beside null': answerTo(([name]) => ({
		data: { [name!]: null },
		errors: [{ message: 'Bad.', path: [name] }],
	})),
	'errors beside data': reshaped((answer: Answer) => ({
		...answer,
		errors: [{ message: 'Bad.' }],
	})),
	'data that is null': json({ data: null }),
	'a null list': data(null),
	'entities that are null': page((list) => ({ ...list, entities: null })),
	'no page_info': page(({ entities }) => ({ entities })),
	'a null entity': page((list) => ({ ...list, entities: [null, ...list.entities] })),
	'pages that never end': page((list) => ({ ...list, page_info: { total_pages: 1e9 } })),
};
const faults = { ...faultsOfJson, ...shapes };

const NO_LIST = 'Sonar answered without a list of files';

/** Of one file. */
const table: Row[] = [
	...commonRows(1),
	{ fault: '400', outcome: messages[400], requests: 3, done: 0 },
	{ fault: '413', outcome: messages[413], requests: 1, done: 0 },
	{ fault: '422', outcome: messages[422], requests: 3, done: 0 },
	{ fault: 'other words under 200', outcome: messages.otherWords, requests: 1, done: 0 },
	{ fault: '500', outcome: messages[500], requests: 1, done: 0 },
	{ fault: '502', outcome: messages[502], requests: 4, done: 0 },
	{ fault: '503', outcome: messages[503], requests: 4, done: 0 },
	{ fault: '504', outcome: messages[504], requests: 4, done: 0 },
	{ fault: 'a reset before the body', outcome: messages.broke, requests: 4, done: 0 },
	{ fault: 'a reset in the body', outcome: messages.broke, requests: 4, done: 0 },
	{ fault: 'a reset after the body', outcome: messages.broke, requests: 4, done: 0 },
	{ fault: 'headers that never come', outcome: messages.silent, requests: 4, done: 0 },
	{ fault: 'an empty body', outcome: 'it sent nothing', requests: 1, done: 0 },
	{ fault: 'JSON that is cut', outcome: messages.noJson, requests: 1, done: 0 },
	{ fault: 'a list', outcome: messages.noJson, requests: 1, done: 0 },
	{ fault: 'a web page', outcome: 'it sent a web page', requests: 1, done: 0 },
	{ fault: 'a 502 page after all was done', outcome: messages[502], requests: 4, done: 0 },
	{ fault: 'a reset after all was done', outcome: messages.broke, requests: 4, done: 0 },
	{ fault: 'a body that stalls', outcome: messages.silent, requests: 4, done: 0 },
	{ fault: 'a body that breaks off', outcome: messages.broke, requests: 4, done: 0 },
	{
		fault: 'a body without a length that just ends',
		outcome: messages.noJson,
		requests: 1,
		done: 0,
	},
	{ fault: 'a body in gzip that is cut', outcome: messages.noJson, requests: 1, done: 0 },
	{ fault: 'errors alone', outcome: 'Sonar answered: Bad.', requests: 3, done: 0 },
	{ fault: 'errors that are no list', outcome: 'Sonar answered: Bad.', requests: 3, done: 0 },
	{ fault: 'errors beside null', outcome: 'Sonar answered: Bad.', requests: 3, done: 0 },
	{ fault: 'errors beside data', outcome: 'Sonar answered: Bad.', requests: 3, done: 0 },
	{
		fault: 'data that is null',
		outcome: 'Sonar answered neither data nor errors',
		requests: 1,
		done: 0,
	},
	{ fault: 'a null list', outcome: NO_LIST, requests: 1, done: 0 },
	{ fault: 'entities that are null', outcome: NO_LIST, requests: 1, done: 0 },
	{ fault: 'no page_info', outcome: 'done', requests: 2, done: 0 },
	{ fault: 'a null entity', outcome: 'done', requests: 1, done: 1 },
	{ fault: 'pages that never end', outcome: 'done', requests: 2, done: 1 },
];

async function list(fault: string, times?: number) {
	answerAlways(kit, '/api/graphql', faults[fault as keyof typeof faults], times);
	return await outcomesOf(kit, {
		type: 'sonarListFiles',
		parameters: { scope: 'all', returnAll: true },
	});
}

describe('List', () => {
	it('has a row for every fault', () => {
		expect(table.map(({ fault }) => fault).sort()).toEqual(Object.keys(faults).sort());
	});

	it.each(table)('ends as the table says after $fault', async (row) => {
		const outcomes = await list(row.fault, row.isOnce ? 1 : undefined);
		expectOutcomes(outcomes, row.outcome);
		expect(outcomes).toHaveLength(1);
		expect(kit.calls).toHaveLength(row.requests);
	});

	it.each(table.filter(({ requests }) => requests === 4))(
		'succeeds at the second try after $fault',
		async ({ fault }) => {
			expect(await list(fault, 1)).toEqual(['done']);
			expect(kit.calls).toHaveLength(2);
		},
	);

	itFailsUnreachable(kit, { message: messages.broke, connections: 4 }, () => ({
		type: 'sonarListFiles',
		parameters: { scope: 'all' },
	}));
});
