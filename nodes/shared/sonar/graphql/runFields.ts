import { halve } from '../batch/planning';
import { unknownOutcomeOf, type Repeat } from '../http/requests';
import type { SonarClient } from '../http/SonarClient';
import { attempt, failed, toSonarError, unwrap, type Result } from '../outcome';
import { SonarError } from '../SonarError';
import { writeDocument } from './document';
import type { RootField } from './rootField';
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
		unknownOutcomeOf(repeat),
	);
	const refusal = result.status === 'failed' ? result.error : readRefusal(result.value, repeat);
	if (!refusal) return await readAnswers(fields, unwrap(result), repeat);
	if (fields.length === 1 || !refusal.facts.splits) {
		return new Map(fields.map((field) => [field, failed(refusal)]));
	}
	const [first, second] = halve(fields);
	return new Map([
		...(await runFields(client, { ...request, fields: first })),
		...(await runFields(client, { ...request, fields: second })),
	]);
}

/**
 * The error of an answer without data: Sonar carried out nothing of the document. If the error of a
 * mutation has a path, the mutation was begun. If Sonar itself failed, it may have been begun.
 */
function readRefusal({ data, errors }: GraphqlAnswer, { repeat }: Repeat): SonarError | undefined {
	const wasBegun =
		repeat === 'never' && errors.some(({ alias, isInternal }) => isInternal || alias !== undefined);
	return data || wasBegun ? undefined : errors[0]?.error;
}

async function readAnswers<T>(
	fields: ReadonlyArray<RootField<T>>,
	{ data = {}, errors }: GraphqlAnswer,
	repeat: Repeat,
): Promise<FieldResults<T>> {
	const results: FieldResults<T> = new Map();
	for (const [index, field] of fields.entries()) {
		results.set(field, await readAnswer(field, `f${index}`, { data, errors }, repeat));
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
	const unknownOutcome = unknownOutcomeOf(repeat);
	const isEmpty = value === undefined || value === null;
	const own = errors.find((error) => error.alias === alias);
	// An error without a path is the error of each field without a value. If no error of a query has a
	// path, it is the error of all fields. A mutation with a value was carried out.
	const common = errors.find((error) => error.alias === undefined);
	const isCommon =
		isEmpty || (!unknownOutcome && !errors.some(({ alias: named }) => named !== undefined));
	const found = own ?? (isCommon ? common : undefined);
	if (!found) return await attempt(() => field.parse(value), unknownOutcome);
	const mayBeDone = found.isDeeper || found.isInternal || !isEmpty;
	if (!mayBeDone || !unknownOutcome) return failed(found.error);
	return failed(toSonarError(new SonarError('incomplete', found.error.message), unknownOutcome));
}

/**
 * Runs one query.
 *
 * @throws SonarError if Sonar does not answer it
 */
export async function runQuery<T>(client: SonarClient, field: RootField<T>): Promise<T> {
	const results = await runFields(client, { operation: 'query', fields: [field] });
	return unwrap(results.get(field)!);
}
