import { SonarError } from './SonarError';

const LONGEST_WORDS = 500;

/** An answer whose body was read. */
export interface TextAnswer {
	status: number;
	headers: Record<string, string | undefined>;
	text: string;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The entities of a list of Sonar's; none where the answer is no list. */
export function entitiesOf(list: unknown): Array<Record<string, unknown>> {
	return isRecord(list) && Array.isArray(list.entities) ? list.entities.filter(isRecord) : [];
}

function parseJson(text: string): unknown {
	try {
		// A number of over 15 digits would be rounded; ids are whole numbers of 64 bits.
		return JSON.parse(text.replace(/("id"\s*:\s*)(\d{16,})/g, '$1"$2"'));
	} catch {
		return undefined;
	}
}

function texts(value: unknown): string[] {
	if (typeof value === 'string') return value.trim() ? [value.trim()] : [];
	if (Array.isArray(value)) return value.flatMap(texts);
	if (isRecord(value)) return Object.values(value).flatMap(texts);
	return [];
}

/** The errors of an answer: GraphQL's list, one alone, or Laravel's lists of texts by field. */
export function errorsOf({ errors }: Record<string, unknown>): unknown[] {
	if (Array.isArray(errors)) return errors;
	return isRecord(errors) && 'message' in errors ? [errors] : texts(errors);
}

/**
 * Sonar's own words in an answer: `errors[].message`, `message`, `error`, `error.message`, in that
 * order, as Sonar's own programs read them (client seankndy/fluent-sonar-api).
 */
export function wordsOf(body: unknown): string | undefined {
	if (!isRecord(body)) return undefined;
	const found = [
		errorsOf(body).flatMap((error) => (isRecord(error) ? texts(error.message) : texts(error))),
		texts(body.message),
		isRecord(body.error) ? texts(body.error.message) : texts(body.error),
	].find((list) => list.length > 0);
	return found && quote(found.join('; '));
}

/**
 * Sonar's words as an error may hold them: not endless, and without the spelling by which n8n takes
 * an error for the user's having stopped the execution.
 */
export function quote(words: string): string {
	return words.replace(/canceled/g, 'cancelled').slice(0, LONGEST_WORDS);
}

/** Sonar counts over 400 requests a minute; the status of that answer is not documented. */
export function isRateLimit(answer: TextAnswer): boolean {
	if (answer.status === 429) return true;
	if (!answer.text.includes('Request limit')) return false;
	const body = parseJson(answer.text);
	return isRecord(body) && /^Request limit of .* reached/.test(String(body.error));
}

/** Milliseconds of a Retry-After header, in seconds or as a date. */
function retryAfterOf(header: string | undefined, now: number): number | undefined {
	if (!header) return undefined;
	const seconds = Number(header);
	const milliseconds = Number.isNaN(seconds) ? Date.parse(header) - now : seconds * 1000;
	return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}

const TOKEN_REMEDY =
	'Create a new personal access token in your Sonar user profile and enter it in the Sonar API credential.';
const PERMISSION_REMEDY =
	'Ask an administrator of Sonar to give the role of the token’s user the permission for files (READ_FILE, CREATE_FILE, UPDATE_FILE) and for the entity.';
const URL_REMEDY =
	'Check the instance URL in the Sonar API credential: it is the address that you open Sonar at.';
const LATER_REMEDY =
	'Try again later. If it goes on, ask Sonar’s support whether the instance is up.';

const STATUS_FAILURES: Record<number, { message: string; remedy: string }> = {
	400: { message: 'Sonar refused the request', remedy: 'Check the values of the node’s fields.' },
	401: { message: 'Sonar did not accept the access token', remedy: TOKEN_REMEDY },
	403: {
		message: 'The token’s user has no permission for this in Sonar',
		remedy: PERMISSION_REMEDY,
	},
	404: { message: 'Sonar found nothing there', remedy: `Check the id. ${URL_REMEDY}` },
	413: {
		message: 'Sonar refused the request as too large',
		remedy: 'Upload a smaller file, or ask Sonar’s support for the largest size that they take.',
	},
	422: {
		message: 'Sonar refused the request as invalid',
		remedy: 'Check the type and the name of the file and the values of the node’s fields.',
	},
	429: {
		message: 'Sonar’s rate limit is reached',
		remedy: 'Start the workflow again in some minutes, or send less at once.',
	},
};

const SERVER_FAILURE = { message: 'Sonar’s server failed', remedy: LATER_REMEDY };
const UNKNOWN_FAILURE = { message: 'Sonar refused the request', remedy: URL_REMEDY };

function withWords(message: string, words: string | undefined): string {
	return words ? `${message}: ${words}` : message;
}

/** The error for an answer that is a failure by its status or its rate-limit body; else nothing. */
export function failureOf(answer: TextAnswer, now: number): SonarError | undefined {
	const { status } = answer;
	if (isRateLimit(answer)) {
		return new SonarError(
			withWords(STATUS_FAILURES[429]!.message, wordsOf(parseJson(answer.text))),
			{
				remedy: STATUS_FAILURES[429]!.remedy,
				status,
				nature: 'rateLimited',
				retryAfter: retryAfterOf(answer.headers['retry-after'], now),
			},
		);
	}
	if (status < 400) return undefined;
	const failure = STATUS_FAILURES[status] ?? (status >= 500 ? SERVER_FAILURE : UNKNOWN_FAILURE);
	const words = wordsOf(parseJson(answer.text));
	return new SonarError(withWords(`${failure.message} (HTTP ${status})`, words), {
		remedy: failure.remedy,
		status,
		nature: status >= 500 ? 'interrupted' : 'refused',
	});
}

/**
 * The JSON object that Sonar answered.
 *
 * @throws SonarError where the body is something else, as from an address that is not a Sonar
 */
export function jsonOf(answer: TextAnswer): Record<string, unknown> {
	const body = parseJson(answer.text);
	if (isRecord(body)) return body;
	const kind = /^\s*</.test(answer.text)
		? 'a web page'
		: answer.text
			? 'no JSON object'
			: 'nothing';
	throw new SonarError(`The instance URL does not answer as Sonar’s API does: it sent ${kind}`, {
		remedy: URL_REMEDY,
		status: answer.status,
		nature: 'interrupted',
	});
}

/** The error for a redirect, which a call of the API never answers with. */
export function redirected(status: number, location: string | undefined): SonarError {
	const target = location && URL.canParse(location) ? ` to ${new URL(location).origin}` : '';
	return new SonarError(
		`The instance URL redirects${target} (HTTP ${status}) instead of answering`,
		{
			remedy: URL_REMEDY,
			status,
		},
	);
}

/** The error that the messages of a GraphQL answer amount to, with the remedy for the known ones. */
export function graphqlFailure(words: string): SonarError {
	const remedies: Array<[RegExp, string]> = [
		[/unauthenticated|token/i, TOKEN_REMEDY],
		[/permission|not authorized|unauthorized|forbidden|denied/i, PERMISSION_REMEDY],
		[
			/already/i,
			'A file can be linked once. See with Sonar List Files what it is linked to; upload it again for another entity.',
		],
		[
			/enum|FileableType/i,
			'Check the entity type: choose one from the list, or spell it as Sonar does.',
		],
	];
	const remedy = remedies.find(([pattern]) => pattern.test(words))?.[1];
	return new SonarError(`Sonar answered: ${words}`, {
		remedy: remedy ?? 'Check the ids and the other values of the node’s fields.',
	});
}
