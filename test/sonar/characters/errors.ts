import { json, type HttpAnswer } from '../respond';
import type { Characters } from './Character';
import type { AnsweredError } from './steps';

function limited(status: number, retryAfter = false) {
	return {
		description: `More than ten requests a minute are refused with ${status}${retryAfter ? ' and Retry-After' : ''}.`,
		options: { requestsPerMinute: 10, rateLimitStatus: status, retryAfter },
	};
}

/** The error of a resolver, as a failed validation. The name of the input field is Laravel's. */
function reasons({ message }: AnsweredError): Record<string, string[]> {
	return { 'input.files': [message] };
}

/** The body of a refused call that is no GraphQL, said otherwise. */
function reworded(answer: HttpAnswer, reword: (message: string) => object): HttpAnswer {
	const { status, body } = answer;
	if (status < 400 || typeof body === 'string' || !('message' in body)) return answer;
	return { ...answer, body: reword(String(body.message)) };
}

function wrongTokenIsAnswered(words: string, answer: HttpAnswer) {
	return {
		description: `A wrong token is answered with ${words} where GraphQL is asked.`,
		wrongToken: (plain: HttpAnswer, { path }: { path: string }) =>
			path === '/api/graphql' ? answer : plain,
	};
}

const UNAUTHENTICATED = {
	message: 'Unauthenticated.',
	extensions: { guards: ['api'], category: 'authentication' },
};

const UNAUTHENTICATED_401 = json(401, { message: 'Unauthenticated.' });

/** In which words and places Sonar says that something went wrong. */
export const errors = {
	validationInExtensions: {
		description: 'Reasons stand in extensions.validation, under the message "validation".',
		graphqlError: (error) =>
			error.path
				? {
						...error,
						message: 'validation',
						extensions: { category: 'validation', validation: reasons(error) },
					}
				: error,
	},
	validationBeside: {
		description: 'Reasons stand in validation beside the message "validation".',
		graphqlError: (error) =>
			error.path ? { ...error, message: 'validation', validation: reasons(error) } : error,
	},
	errorsUnderError: {
		description: 'Refused calls have their message as { "error": "…" }.',
		answer: (answer) => reworded(answer, (error) => ({ error })),
	},
	errorsByField: {
		description:
			'Refused calls have their message as { "error": { "message": { "files": ["…"] } } }.',
		answer: (answer) =>
			reworded(answer, (message) => ({ error: { message: { files: [message] } } })),
	},
	wrongTokenUnder401: {
		description: 'A wrong token is answered with 401.',
		wrongToken: (plain) => (plain.status === 200 ? UNAUTHENTICATED_401 : plain),
	},
	wrongTokenOfFilesUnder401: {
		description: 'A wrong token is answered with 401 where files are sent or asked for.',
		wrongToken: (plain, { path }) =>
			plain.status === 200 && path.startsWith('/api/files') ? UNAUTHENTICATED_401 : plain,
	},
	wrongTokenUnder200: wrongTokenIsAnswered(
		'200 and "Unauthenticated."',
		json(200, { errors: [UNAUTHENTICATED] }),
	),
	wrongTokenUnder200WithNull: wrongTokenIsAnswered(
		'200, "Unauthenticated." and data null',
		json(200, { errors: [UNAUTHENTICATED], data: null }),
	),
	wrongTokenNullAlone: wrongTokenIsAnswered('200 and data null alone', json(200, { data: null })),
	wrongTokenForbidden: {
		description: 'A wrong token is answered with 403.',
		wrongToken: () => json(403, { message: 'Forbidden.' }),
	},
	limitedUnder200: limited(200),
	limitedUnder429: limited(429, true),
	limitedUnder503: limited(503),
	limitedAsByLaravel: {
		description:
			'More than ten requests a minute are refused with 429, "Too Many Attempts." and X-RateLimit-Reset.',
		options: { requestsPerMinute: 10, rateLimitHeaders: true },
		answer: (answer) =>
			answer.status === 429 ? { ...answer, body: { message: 'Too Many Attempts.' } } : answer,
	},
} satisfies Characters;
