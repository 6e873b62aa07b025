import { halve } from '../batch/planning';
import type { Repeat } from '../http/types';
import type { SonarClient } from '../http/SonarClient';
import { attempt, failed, toSonarError, unwrap, type Result } from '../outcome';
import { SonarError } from '../SonarError';
import { toFieldError } from './errors';
import { writeDocument, type RootField } from './rootField';
import { runDocument, type GraphqlAnswer } from './runDocument';

/** A mutation must name the question that is open if it fails on its way. */
type FieldsRequest<T> =
	| { operation: 'query'; fields: ReadonlyArray<RootField<T>> }
	| { operation: 'mutation'; fields: ReadonlyArray<RootField<T>>; unknownOutcome: string };

/** The result of each root field of a request. */
export type FieldResults<T> = Map<RootField<T>, Result<T>>;

function repeatOf<T>(request: FieldsRequest<T>): Repeat {
	return request.operation === 'mutation'
		? { repeat: 'never', unknownOutcome: request.unknownOutcome }
		: { repeat: 'safe' };
}

/**
 * Runs many fields in one request and gives the result of each. If Sonar refuses the whole document,
 * because of one bad value or as too complex, it has done nothing: the fields are tried again in
 * halves, down to the single one.
 */
export async function runFields<T>(
	client: SonarClient,
	request: FieldsRequest<T>,
): Promise<FieldResults<T>> {
	const { operation, fields } = request;
	if (fields.length === 0) return new Map();
	const repeat = repeatOf(request);
	const result = await attempt(
		() => runDocument(client, writeDocument(operation, fields), repeat),
		repeat.unknownOutcome,
	);
	if (result.status === 'done' && !isRefused(result.value, repeat)) {
		return await readAnswers(client, fields, result.value, repeat);
	}
	const [refusal] = result.status === 'done' ? result.value.errors : [];
	const error = result.status === 'failed' ? result.error : refusal!.error;
	if (fields.length === 1 || !error.maySplit) {
		return new Map(
			fields.map((field) => {
				const own = refusal ? toFieldError(refusal, field) : error;
				return [field, client.hideToken(failed(own))];
			}),
		);
	}
	const [first, second] = halve(fields);
	return new Map([
		...(await runFields(client, { ...request, fields: first })),
		...(await runFields(client, { ...request, fields: second })),
	]);
}

/**
 * Whether Sonar carried out nothing of a document. A query without data may be sent again in any case.
 * Of a mutation, errors without data may be all that is left of an answer: only words that can come
 * from nowhere but before its execution count.
 */
function isRefused({ data, errors }: GraphqlAnswer, { repeat }: Repeat): boolean {
	if (data || errors.length === 0) return false;
	return repeat === 'safe' || errors.every(({ isUnread }) => isUnread);
}

async function readAnswers<T>(
	client: SonarClient,
	fields: ReadonlyArray<RootField<T>>,
	{ data = {}, errors }: GraphqlAnswer,
	repeat: Repeat,
): Promise<FieldResults<T>> {
	const results: FieldResults<T> = new Map();
	for (const [index, field] of fields.entries()) {
		const result = await readAnswer(field, `f${index}`, { data, errors }, repeat);
		results.set(field, client.hideToken(result));
	}
	return results;
}

async function readAnswer<T>(
	field: RootField<T>,
	alias: string,
	{ data = {}, errors }: GraphqlAnswer,
	repeat: Repeat,
): Promise<Result<T>> {
	const value = data[alias];
	const { unknownOutcome } = repeat;
	const isEmpty = value === undefined || value === null;
	const own = errors.find((error) => error.alias === alias);
	// An error without a path is the error of each field without a value. If no error of a query has a
	// path, it is the error of all fields. A mutation with a value was carried out.
	const pathless = errors.filter((error) => error.alias === undefined);
	const common = pathless.find(({ isUnread }) => !isUnread) ?? pathless[0];
	const isCommon =
		isEmpty || (!unknownOutcome && !errors.some(({ alias: named }) => named !== undefined));
	const found = own ?? (isCommon ? common : undefined);
	if (!found) return await attempt(() => field.parse(value), unknownOutcome);
	const error = toFieldError(found, field);
	// An error without a path may stand for one below a field that was carried out.
	const isOwn = found.isUnread || (own !== undefined && !own.isDeeper && !own.isInternal);
	if ((isOwn && isEmpty) || !unknownOutcome) return failed(error);
	return failed(toSonarError(new SonarError('incomplete', error.message), unknownOutcome));
}

/** Runs a query's field for each input, all in one request. */
export async function runQueries<Input, T>(
	client: SonarClient,
	inputs: readonly Input[],
	build: (input: Input) => RootField<T>,
): Promise<Map<Input, Result<T>>> {
	return await runEach(
		inputs,
		build,
		async (fields) => await runFields(client, { operation: 'query', fields }),
	);
}

/**
 * Runs a mutation for each input, all in one request.
 *
 * @param unknownOutcome the question that is open if the request fails on its way
 */
export async function runMutations<Input, T>(
	client: SonarClient,
	inputs: readonly Input[],
	build: (input: Input) => RootField<T>,
	unknownOutcome: string,
): Promise<Map<Input, Result<T>>> {
	return await runEach(
		inputs,
		build,
		async (fields) => await runFields(client, { operation: 'mutation', fields, unknownOutcome }),
	);
}

async function runEach<Input, T>(
	inputs: readonly Input[],
	build: (input: Input) => RootField<T>,
	run: (fields: ReadonlyArray<RootField<T>>) => Promise<FieldResults<T>>,
): Promise<Map<Input, Result<T>>> {
	const fields = new Map(inputs.map((input) => [input, build(input)]));
	const results = await run([...fields.values()]);
	return new Map([...fields].map(([input, field]) => [input, results.get(field)!]));
}

/** @throws SonarError if Sonar does not answer */
export async function runQuery<T>(client: SonarClient, field: RootField<T>): Promise<T> {
	const results = await runQueries(client, [field], (one) => one);
	return unwrap(results.get(field)!);
}

export async function runMutation<T>(
	client: SonarClient,
	field: RootField<T>,
	unknownOutcome: string,
): Promise<Result<T>> {
	const results = await runMutations(client, [field], (one) => one, unknownOutcome);
	return results.get(field)!;
}
