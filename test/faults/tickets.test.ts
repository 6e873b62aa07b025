import { byId } from '../nodes/kit';
import { useKit } from '../nodes/useKit';
import { afterwards, answerWith, json, reshaped, status } from '../sonar/answers';
import { rateLimits } from './faults';
import { buildRows, faultsOfMutations, first, withFirst, type Answer } from './mutations';
import { answerAlways, expectOutcomes, idleTimeoutFor, outcomesOf, type Row } from './runFault';
import { itFailsUnreachable } from './unreachable';

const kit = useKit();
beforeAll(() => {
	kit.sonar.addEntity('Ticket', { id: '7' });
});

const faults = {
	...faultsOfMutations,
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
	...buildRows(UNKNOWN),
	['errors below the first', 'done', 3, 2],
	['errors of what is there', 'done', 3, 2],
	['an internal error of the first', 'done', 3, 2],
	['an internal error alone', 'done', 3, 2],
	['an internal error where nothing was done', `Sonar answered: No. ${UNKNOWN}`, 4, 0],
	['errors below, without data', 'done', 3, 2],
	['errors under 400, after all was done', `Sonar answered: Bad. ${UNKNOWN}`, 4, 2],
	['a null answer', 'done', 3, 2],
	['null answers where nothing was done', 'Sonar answered without the id of', 5, 0],
	['an id that is none', 'done', 3, 2],
];

/** After these the node asks Sonar for more, which must be answered as usual. */
const once = (name: string) =>
	name in rateLimits ||
	/^(a null answer|null answers|errors below|errors of|an id|an internal error (of|alone))/.test(
		name,
	);

const nodes = {
	sonarCreateTicket: {
		parameters: { subject: '={{ $json.text }}', description: 'D' },
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
	const queryFirst = () => {
		if (before[0] === 'query') answerWith(kit.sonar, '/api/graphql', 'as usual');
	};
	const run = async (name: string, withFiles = true) => {
		const start = { made: made().length, files: kit.sonar.files.length };
		const outcomes = await outcomesOf(kit, {
			type,
			parameters: {
				...parameters,
				binaryPropertyName: withFiles ? 'data' : '',
				options: { idleTimeout: idleTimeoutFor(name) },
			},
			input: await input(withFiles),
		});
		expect(outcomes).toHaveLength(2);
		return {
			outcomes,
			made: made().length - start.made,
			files: kit.sonar.files.slice(start.files),
		};
	};
	const mutations = () => kit.sonar.log.filter(({ query }) => query?.startsWith('mutation'));

	it('has a row for every fault', () => {
		expect(table.map(([fault]) => fault).sort()).toEqual(Object.keys(faults).sort());
	});

	it.each(table)('ends as the table says after %s', async (name, expected, requests, done) => {
		queryFirst();
		const fault = faults[name as keyof typeof faults];
		answerAlways(kit, '/api/graphql', fault, once(name) ? 1 : undefined);
		const end = await run(name);
		expectOutcomes(end.outcomes, expected);
		expect(kit.calls.slice(0, before.length)).toEqual(before);
		expect(kit.calls).toHaveLength(before.length + requests);
		expect(end.made).toBe(done);
		// Each file is on the entity that was made of its item, or is named by the item's error.
		end.files.forEach(({ id, fileable_id }, index) => {
			if (fileable_id === null) expect(end.outcomes[index]).toContain(`Already stored: ${id} (`);
		});
	});

	const unsure = table.filter(([, outcome]) => String(outcome).includes(UNKNOWN));

	it.each(unsure)('asks what became of it after %s', async (name, expected, _, done) => {
		queryFirst();
		answerAlways(kit, '/api/graphql', faults[name as keyof typeof faults], 1);
		const end = await run(name);
		expectOutcomes(end.outcomes, done > 0 ? 'done' : expected);
		expect(mutations().length).toBeLessThanOrEqual(1);
	});

	it.each(unsure)('stays unknown without files after %s', async (name, expected, _, done) => {
		queryFirst();
		answerAlways(kit, '/api/graphql', faults[name as keyof typeof faults], 1);
		const end = await run(name, false);
		expectOutcomes(end.outcomes, expected);
		expect(end.made).toBe(done);
		expect(kit.calls).toHaveLength(before.length);
	});
});

describe('Reply to Ticket', () => {
	itFailsUnreachable(
		kit,
		{ message: 'The connection to Sonar broke', connections: 5 },
		async () => ({
			type: 'sonarReplyToTicket',
			parameters: { ticketId: byId('7'), body: 'Hi', binaryPropertyName: 'data' },
			input: await kit.items('a.txt', 'b.txt'),
		}),
	);
});
