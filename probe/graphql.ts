import { collectTexts, isRecord, readJson, type Answer, type Json } from './http/Answer';
import type { Line } from './http/Line';

export interface GraphqlError {
	/** Its words, as Sonar gives them. */
	words: string;
	/** Under which alias the field stands that failed; nothing if it is the whole document. */
	alias?: string;
	/** Whether it is about something below that field, which then was carried out. */
	isDeeper?: boolean;
	/** What Laravel's GraphQL library calls it. */
	category?: string;
	/** Where the reasons stand apart from the message. */
	reasonsIn?: 'extensions.validation' | 'validation';
	fields: string[];
}

export interface GraphqlAnswer {
	answer: Answer;
	/** The fields of the answer itself; nothing if it is no JSON object. */
	fields?: string[];
	data?: Json;
	errors: GraphqlError[];
}

export type Variables = Record<string, unknown>;

interface AskOptions {
	variables?: Variables;
	token?: string;
}

/** Asks Sonar one GraphQL document. */
export async function askGraphql(
	line: Line,
	query: string,
	{ variables, token }: AskOptions = {},
): Promise<GraphqlAnswer> {
	const answer = await line.send({
		method: 'POST',
		path: '/api/graphql',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ query, variables }),
		token,
	});
	const body = readJson(answer);
	if (!body) return { answer, errors: [{ words: `HTTP ${answer.status}`, fields: [] }] };
	const data = isRecord(body.data) ? body.data : undefined;
	const listed: unknown[] = Array.isArray(body.errors) ? body.errors : [];
	const errors = listed.filter(isRecord).map(readError);
	// Without data and without errors the words may stand elsewhere, as for a refused call.
	if (!data && errors.length === 0) {
		const words = collectTexts(body).join('; ') || `HTTP ${answer.status} without data`;
		errors.push({ words, fields: Object.keys(body) });
	}
	return { answer, fields: Object.keys(body), data, errors };
}

function readError(error: Json): GraphqlError {
	const extensions = isRecord(error.extensions) ? error.extensions : {};
	const reasonsIn = extensions.validation
		? 'extensions.validation'
		: error.validation
			? 'validation'
			: undefined;
	const words = [
		...collectTexts(error.message),
		...collectTexts(extensions.validation),
		...collectTexts(error.validation),
	];
	const path: unknown[] = Array.isArray(error.path) ? error.path : [];
	return {
		words: words.join('; '),
		alias: typeof path[0] === 'string' ? path[0] : undefined,
		isDeeper: path.length > 1,
		category: typeof extensions.category === 'string' ? extensions.category : undefined,
		reasonsIn,
		fields: Object.keys(error),
	};
}

/** The rows of a list; a null in it is none. */
export function readRows(list: unknown): Json[] {
	return readEntities(list).filter(isRecord);
}

export function countNulls(list: unknown): number {
	return readEntities(list).filter((row) => row === null).length;
}

function readEntities(list: unknown): unknown[] {
	return isRecord(list) && Array.isArray(list.entities) ? list.entities : [];
}
