import { byId } from '../nodes/kit';
import { useKit } from '../nodes/useKit';
import { afterwards, answerWith, json, reshaped, status } from '../sonar/answers';
import { first, settledFaults, settledRows, unknownOf, withFirst, type Answer } from './mutations';
import { alike, answerAlways, expectOutcomes, messages, outcomesOf, type Row } from './runFault';
import { itFailsUnreachable } from './unreachable';

const EMAIL = 'ada@example.com';

const kit = useKit();
beforeAll(() => {
	kit.sonar.addEntity('Ticket', { id: '7' });
	const details = { email_address: EMAIL, contactable_type: 'Account', contactable_id: '1' };
	kit.sonar.addEntity('Account', { id: '1' });
	kit.sonar.addEntity('Contact', { details });
});

const faults = {
	...settledFaults,
	'errors below the first': reshaped((answer: Answer) => ({
		data: { ...answer.data, [first(answer)]: null },
		errors: [{ message: 'Bad.', path: [first(answer), 'created_at'] }],
	})),
	'errors of what is there': reshaped((answer: Answer) => ({
		...answer,
		errors: [{ message: 'Bad.', path: [first(answer)] }],
	})),
	'an internal error of the first': reshaped((answer: Answer) => ({
		data: { ...answer.data, [first(answer)]: null },
		errors: [{ message: 'Internal server error', path: [first(answer)] }],
	})),
	'an internal error alone': reshaped(() => ({ errors: [{ message: 'Internal server error' }] })),
	'an internal error where nothing was done': json({
		errors: [{ message: 'No.', extensions: { category: 'internal' } }],
	}),
	'errors below, without data': reshaped((answer: Answer) => ({
		errors: [{ message: 'Bad.', path: [first(answer), 'created_at'] }],
	})),
	'errors under 400, after all was done': afterwards(() =>
		status(400, '{"errors":[{"message":"Bad."}]}'),
	),
	'an id that is none': withFirst({ id: 'x' }),
};

const UNKNOWN = 'Whether Sonar created';

/** Two tickets, or replies, with a file each. Requests count from the mutation on. */
const table: Row[] = [
	...settledRows(UNKNOWN),
	...alike(
		[
			'a null answer',
			'an id that is none',
			'errors below the first',
			'errors below, without data',
			'errors of what is there',
			'an internal error of the first',
			'an internal error alone',
		],
		{ outcome: 'done', requests: 3, done: 2, isOnce: true },
	),
	{
		fault: 'an internal error where nothing was done',
		outcome: `Sonar answered: No. ${UNKNOWN}`,
		requests: 4,
		done: 0,
	},
	{
		fault: 'errors under 400, after all was done',
		outcome: `Sonar answered: Bad. ${UNKNOWN}`,
		requests: 4,
		done: 2,
	},
	{
		fault: 'null answers where nothing was done',
		outcome: 'Sonar answered without the ID of',
		requests: 5,
		done: 0,
		isOnce: true,
	},
];

const nodes = {
	sonarCreateTicket: {
		parameters: { relatedTo: 'none', subject: '={{ $json.text }}', description: 'D' },
		before: ['query', 'POST /api/files'],
		made: () => kit.sonar.entities('Ticket'),
	},
	sonarEmailToTicket: {
		parameters: {
			ownAddresses: 'support@example.com',
			options: {
				eachOnce: false,
				emailFields: { fields: { from: EMAIL, subject: '={{ $json.text }}', text: 'T' } },
			},
		},
		before: ['query', 'POST /api/files'],
		made: () => kit.sonar.entities('Ticket'),
	},
	sonarReplyToTicket: {
		parameters: { ticketId: byId('7'), kind: 'reply', body: '={{ $json.text }}' },
		before: ['POST /api/files'],
		made: () => kit.sonar.entities('TicketReply'),
	},
};

describe.each(Object.entries(nodes))('%s', (type, { parameters, before, made }) => {
	const input = async (withFiles = true) =>
		await Promise.all(
			['one', 'two'].map(async (text) =>
				withFiles
					? await kit.item({ data: { name: `${text}.txt`, content: text } }, { text })
					: { json: { text } },
			),
		);
	const run = async (fault: string, times?: number, withFiles = true) => {
		if (before[0] === 'query') answerWith(kit.sonar, '/api/graphql', 'as usual');
		answerAlways(kit, '/api/graphql', faults[fault as keyof typeof faults], times);
		const start = { made: made().length, files: kit.sonar.files.length };
		const outcomes = await outcomesOf(kit, {
			type,
			parameters: { ...parameters, binaryPropertyName: withFiles ? 'data' : '' },
			input: await input(withFiles),
		});
		expect(outcomes).toHaveLength(2);
		return {
			outcomes,
			made: made().length - start.made,
			files: kit.sonar.files.slice(start.files),
		};
	};

	it('has a row for every fault', () => {
		expect(table.map(({ fault }) => fault).sort()).toEqual(Object.keys(faults).sort());
	});

	it.each(table)('ends as the table says after $fault', async (row) => {
		const end = await run(row.fault, row.isOnce ? 1 : undefined);
		expectOutcomes(end.outcomes, row.outcome);
		expect(kit.calls.slice(0, before.length)).toEqual(before);
		expect(kit.calls).toHaveLength(before.length + row.requests);
		expect(end.made).toBe(row.done);
		// A file is on the entity made of its item, or the item's error names it.
		end.files.forEach(({ id, fileable_id }, index) => {
			if (fileable_id === null) expect(end.outcomes[index]).toContain(`Already stored: ${id} (`);
		});
	});

	const unknown = unknownOf(table, UNKNOWN);

	it.each(unknown)('asks for the outcome after $fault', async ({ fault, outcome, done }) => {
		const { outcomes } = await run(fault, 1);
		expectOutcomes(outcomes, done > 0 ? 'done' : outcome);
		const mutations = kit.sonar.log.filter(({ query }) => query?.startsWith('mutation'));
		expect(mutations.length).toBeLessThanOrEqual(1);
	});

	it.each(unknown)('cannot ask without files after $fault', async ({ fault, outcome, done }) => {
		const end = await run(fault, 1, false);
		expectOutcomes(end.outcomes, outcome);
		expect(end.made).toBe(done);
		expect(kit.calls).toHaveLength(before.length);
	});
});

describe('Reply to Ticket', () => {
	itFailsUnreachable(kit, { message: messages.broke, connections: 5 }, async () => ({
		type: 'sonarReplyToTicket',
		parameters: { ticketId: byId('7'), body: 'Hi', binaryPropertyName: 'data' },
		input: await kit.items('a.txt', 'b.txt'),
	}));
});
