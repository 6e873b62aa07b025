import { runGraphql } from './graphql';
import { halves } from './planning';
import { isFailure, resultOf, type Result } from './result';
import type { SonarSender } from './SonarSender';

/** Declares a variable of a document and gives its name, `$v0`. */
export type DeclareVariable = (type: string, value: unknown) => string;

/** Writes a field of a document, for example `files(fileable_id: 7) { entities { id } }`. */
export type WriteField = (declare: DeclareVariable) => string;

export interface FieldsRequest {
	operation: 'query' | 'mutation';
	fields: readonly WriteField[];
	/** As in a request; absent for queries. */
	ifUnknown?: string;
}

/** Statuses that refuse a request for what it holds, so that a smaller one may pass. */
export const REFUSED_WHOLE = new Set([400, 413, 422]);

/** Puts fields into one document, the n-th under the alias `f<n>`. */
function writeDocument(
	operation: string,
	fields: readonly WriteField[],
): { query: string; variables: Record<string, unknown> } {
	const variables: Record<string, unknown> = {};
	const declarations: string[] = [];
	const declare: DeclareVariable = (type, value) => {
		const name = `v${declarations.length}`;
		declarations.push(`$${name}: ${type}`);
		variables[name] = value;
		return `$${name}`;
	};
	const body = fields.map((write, index) => `  f${index}: ${write(declare)}`).join('\n');
	const head = declarations.length > 0 ? `(${declarations.join(', ')})` : '';
	return { query: `${operation}${head} {\n${body}\n}`, variables };
}

/**
 * Runs many fields in one request and gives what became of each. Where Sonar refuses the whole
 * document, because of one bad value or as too complex, it has done nothing: the fields are tried
 * again in halves, down to the single one.
 */
export async function runFields(
	sender: SonarSender,
	request: FieldsRequest,
): Promise<Array<Result<unknown>>> {
	const { operation, fields, ifUnknown } = request;
	const inHalves = async () => {
		const [first, second] = halves(fields);
		const results = await runFields(sender, { ...request, fields: first });
		return [...results, ...(await runFields(sender, { ...request, fields: second }))];
	};
	const answer = await resultOf(
		runGraphql(sender, { ...writeDocument(operation, fields), ifUnknown }),
	);
	const refused = isFailure(answer)
		? REFUSED_WHOLE.has(answer.error.status ?? 0)
		: !answer.value.data;
	if (refused && fields.length > 1) return await inHalves();
	if (isFailure(answer)) return fields.map(() => answer);
	const { data, errors } = answer.value;
	return fields.map((_, index): Result<unknown> => {
		const value = data?.[`f${index}`];
		const own = errors.find(({ field }) => field === `f${index}`);
		const common = errors.find(({ field }) => field === undefined);
		const error = own ?? (isEmpty(value) || !errors.some(hasField) ? common : undefined);
		return error ? { error: error.error } : { value };
	});
}

function isEmpty(value: unknown): boolean {
	return value === undefined || value === null;
}

function hasField({ field }: { field?: string }): boolean {
	return field !== undefined;
}
