import { buildMutation, buildQuery } from '../../../../../nodes/shared/sonar/graphql/rootField';
import { runFields } from '../../../../../nodes/shared/sonar/graphql/runFields';
import { isRecord } from '../../../../../nodes/shared/sonar/guards';
import { SonarClient } from '../../../../../nodes/shared/sonar/http/SonarClient';
import { SonarError } from '../../../../../nodes/shared/sonar/SonarError';
import { useQuietServer } from '../http/quietServer';

const quiet = useQuietServer();

const parse = (value: unknown) => {
	if (isRecord(value)) return value.id;
	throw new SonarError('incomplete', 'Sonar said nothing');
};
const query = () => buildQuery('files', { args: { id: '1' }, select: [], parse });
const mutation = () => buildMutation('deleteFile', { args: { id: '1' }, select: [], parse });
const QUESTION = 'Whether Sonar deleted the files is unknown';

/** How many fields each request had. */
let asked: number[];
beforeEach(() => void (asked = []));

/** The outcome of two fields: a value, or the code and words of a failure, and whether it is unsure. */
async function run(operation: 'query' | 'mutation', answer: object): Promise<unknown[]> {
	quiet.answerGraphql(({ query: text }) => {
		asked.push(text.match(/f\d+:/g)!.length);
		return answer;
	});
	const client = new SonarClient(quiet.host());
	const results =
		operation === 'query'
			? await runFields(client, { operation, fields: [query(), query()] })
			: await runFields(client, {
					operation,
					fields: [mutation(), mutation()],
					unknownOutcome: QUESTION,
				});
	return [...results.values()].map((result) => {
		if (result.status === 'done') return result.value;
		const { code, message, isUnsure } = result.error;
		return `${code}: ${message}${isUnsure ? ' (unsure)' : ''}`;
	});
}

const BAD = 'invalid: Sonar answered: Bad';
const UNSURE = 'incomplete: Sonar answered: Bad (unsure)';

describe('The fields of a request', () => {
	it('have each its value', async () => {
		const data = { f0: { id: 1 }, f1: { id: 2 } };
		expect(await run('query', { data })).toEqual([1, 2]);
		expect(await run('mutation', { data })).toEqual([1, 2]);
	});

	it('need no request if there are none', async () => {
		const client = new SonarClient(quiet.host());
		expect(await runFields(client, { operation: 'query', fields: [] })).toEqual(new Map());
		expect(quiet.calls).toBe(0);
	});

	it('of a query are sent again one by one if Sonar refuses the whole query', async () => {
		expect(await run('query', { errors: [{ message: 'Bad' }] })).toEqual([BAD, BAD]);
		expect(asked).toEqual([2, 1, 1]);
	});

	it.each([
		'Syntax Error: Unexpected Name "x".',
		'Cannot query field "x" on type "File".',
		'Unknown argument "x" on field "deleteFile" of type "Mutation".',
		'Variable "$v0" got invalid value "x"; Int64Bit cannot represent it.',
		'Variable "$v0" of type "Int" used in position expecting type "Int64Bit!".',
		'Field "deleteFile" argument "id" of type "Int64Bit!" is required but not provided.',
		'Max query complexity should be 1 but got 2.',
	])('of a mutation are sent again one by one after %j', async (message) => {
		const failure = expect.stringMatching(/: Sonar answered: [^(]*$/) as string;
		expect(await run('mutation', { errors: [{ message }] })).toEqual([failure, failure]);
		expect(asked).toEqual([2, 1, 1]);
	});

	it.each([
		[[{ message: 'Bad' }]],
		[[{ message: 'Cannot return null for non-nullable field.' }]],
		[[{ message: 'Value "Cannot query field "x"" is bad.' }]],
		[[{ message: 'Too many tickets.' }]],
		[[{ message: 'Unknown type of ticket.' }]],
		[[{ message: 'Field "Region" is required.' }]],
		[[{ message: 'The document is too large.' }]],
		[[{ message: 'The subject "My token is lost" is bad.' }]],
		[[{ message: 'Syntax Error: No.' }, { message: 'Bad' }]],
	])('of a mutation are sent once and unknown after %j, which may come last', async (errors) => {
		const unsure = expect.stringMatching(/^incomplete: Sonar answered: .* \(unsure\)$/) as string;
		expect(await run('mutation', { errors })).toEqual([unsure, unsure]);
		expect(await run('mutation', { data: null, errors })).toEqual([unsure, unsure]);
		expect(asked).toEqual([2, 2]);
	});

	it('are not sent again if Sonar does not know the token', async () => {
		const errors = [{ message: 'Unauthenticated.' }];
		const failure = 'token: Sonar answered: Unauthenticated.';
		expect(await run('query', { errors })).toEqual([failure, failure]);
		expect(await run('mutation', { errors })).toEqual([failure, failure]);
		expect(asked).toEqual([2, 2]);
	});

	it('of a query are sent again if an error without data names one', async () => {
		const errors = [{ message: 'Bad', path: ['f0'] }];
		expect(await run('query', { errors })).toEqual([BAD, BAD]);
		expect(asked).toEqual([2, 1, 1]);
	});

	it('of a mutation are not, since that one was begun', async () => {
		const unsure = 'incomplete: Sonar said nothing (unsure)';
		const own = [{ message: 'Bad', path: ['f0'] }];
		expect(await run('mutation', { errors: own })).toEqual([BAD, unsure]);
		const both = [{ message: 'Bad' }, { message: 'Bad', path: ['f1'] }];
		expect(await run('mutation', { errors: both })).toEqual([UNSURE, BAD]);
		expect(asked).toEqual([2, 2]);
	});

	it('of a mutation that Sonar itself failed on are unknown', async () => {
		const failure = 'Sonar answered: Internal server error';
		const errors = [{ message: 'Internal server error' }];
		const unsure = `incomplete: ${failure} (unsure)`;
		expect(await run('mutation', { errors })).toEqual([unsure, unsure]);
		expect(asked).toEqual([2]);
		expect(await run('query', { errors })).toEqual([`invalid: ${failure}`, `invalid: ${failure}`]);
	});

	it('fail each by its own error', async () => {
		const answer = {
			data: { f0: null, f1: { id: 2 } },
			errors: [{ message: 'Bad', path: ['f0'] }],
		};
		expect(await run('query', answer)).toEqual([BAD, 2]);
		expect(await run('mutation', answer)).toEqual([BAD, 2]);
	});

	it('fail by an error without a path if they have no value; all fields of a query do', async () => {
		const answer = { data: { f0: null, f1: { id: 2 } }, errors: [{ message: 'Bad' }] };
		expect(await run('query', answer)).toEqual([BAD, BAD]);
		// The field may have been carried out: its own path may be what is missing.
		expect(await run('mutation', answer)).toEqual([UNSURE, 2]);
		const named = { ...answer, errors: [...answer.errors, { message: 'Other', path: ['f9'] }] };
		expect(await run('query', named)).toEqual([BAD, 2]);
	});

	it('of a mutation may be done if their error is below them, or beside a value', async () => {
		const deeper = { message: 'Bad', path: ['f0', 'id'] };
		const below = { data: { f0: null, f1: { id: 2 } }, errors: [deeper] };
		expect(await run('mutation', below)).toEqual([UNSURE, 2]);
		expect(await run('query', below)).toEqual([BAD, 2]);
		const beside = {
			data: { f0: { id: 1 }, f1: { id: 2 } },
			errors: [{ message: 'Bad', path: ['f0'] }],
		};
		expect(await run('mutation', beside)).toEqual([UNSURE, 2]);
	});

	it('read Sonar’s words each in its own way, but for those about the token and permissions', async () => {
		const words = { taken: 'The name has already been taken.', denied: 'Already? Access denied.' };
		quiet.answerGraphql(() => ({
			data: { f0: null, f1: null, f2: null },
			errors: [words.taken, words.taken, words.denied].map((message, index) => ({
				message,
				path: [`f${index}`],
			})),
		}));
		const known = buildQuery('files', {
			select: [],
			parse,
			readRefusal: (text) => (text.includes('taken') ? 'alreadyLinked' : 'notDeleted'),
		});
		const fields = [known, query(), { ...known }];
		const client = new SonarClient(quiet.host());
		const results = await runFields(client, { operation: 'query', fields });
		const codes = [...results.values()].map(
			(result) => result.status === 'failed' && result.error.code,
		);
		expect(codes).toEqual(['alreadyLinked', 'invalid', 'permission']);
	});
});
