import { ExactNumber, type HttpAnswer } from '../respond';
import type { Characters } from './Character';

/** Fields with whole numbers as values, in any spelling. */
const NUMBERS = /^(id|.*_id|file_size_in_bytes|page|total_pages|total_count|records_per_page)$/;

type Change = (value: unknown) => unknown;

/** The JSON with the values of these fields changed. */
function changed(value: unknown, change: Change): unknown {
	if (Array.isArray(value)) return value.map((element) => changed(element, change));
	if (typeof value !== 'object' || value === null || value instanceof ExactNumber) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]: [string, unknown]) => [
			key,
			NUMBERS.test(key) && key !== 'sonar_unique_id' ? change(inner) : changed(inner, change),
		]),
	);
}

function withNumbers(answer: HttpAnswer, change: Change): HttpAnswer {
	if (typeof answer.body === 'string') return answer;
	// As it will be read: errors of GraphQL are more than they show.
	return { ...answer, body: changed(answer.body, change) as object };
}

/** How the values in answers are written, and other texts beside them. */
export const values = {
	numbersAsText: {
		description: 'Ids, sizes and counts are text wherever they come.',
		answer: (answer) =>
			withNumbers(answer, (value) =>
				value instanceof ExactNumber
					? value.digits
					: typeof value === 'number'
						? String(value)
						: value,
			),
	},
	textAsNumbers: {
		description: 'Ids, sizes and counts are numbers wherever they come, however large.',
		answer: (answer) =>
			withNumbers(answer, (value) =>
				typeof value === 'string' && /^\d+$/.test(value) ? new ExactNumber(value) : value,
			),
	},
	extraFields: {
		description: 'Answers and errors have further fields.',
		answer: (answer) =>
			typeof answer.body === 'string'
				? answer
				: { ...answer, body: { ...answer.body, extensions: { cost: 1 }, status: 'ok', meta: [] } },
		graphqlError: (error) => ({
			...error,
			extensions: { category: 'graphql', trace: [], ...error.extensions },
			code: null,
		}),
		uploadEntry: (entry) => ({ ...entry, meta: {}, links: [] }),
	},
	jsonAsText: {
		description: 'JSON comes with the content type text/plain.',
		answer: (answer) =>
			typeof answer.body === 'string' ? answer : { ...answer, type: 'text/plain; charset=UTF-8' },
	},
	jsonAsHtml: {
		description: 'JSON comes with the content type text/html, as PHP’s default is.',
		answer: (answer) =>
			typeof answer.body === 'string' ? answer : { ...answer, type: 'text/html; charset=UTF-8' },
	},
	jsonWithoutLength: {
		description: 'JSON comes in chunks, without Content-Length.',
		answer: (answer) => ({
			...answer,
			headers: { ...answer.headers, 'Transfer-Encoding': 'chunked' },
		}),
	},
} satisfies Characters;
