import { isRecord } from '../guards';
import { SonarError, type FailureCode } from '../SonarError';
import { toTime } from '../text';
import { parseJson } from './json';
import { readBareMessages, readErrorMessage, readErrors } from './errorMessages';
import type { TextAnswer } from './types';

function isPage(text: string): boolean {
	return /^\s*</.test(text);
}

/**
 * Sonar answers a bad token with HTTP 200 and `{"error": "Unauthenticated."}` (seen by a program that
 * runs against a live Sonar). The message counts under any status.
 */
const TOKEN_WORDS = /^unauthenticated\b(?!\.\w)/i;

/** As in Sonar's article "GraphQL Rate Limiting Overview", which names no status, and in Laravel. */
export const LIMIT_WORDS = /^(request limit of\b|too many attempts\.?$)/i;

/** In milliseconds. A shorter wait means nothing, since HTTP dates have whole seconds. */
const SHORTEST_WAIT = 1000;
/** In milliseconds. Sonar resets its counter every minute, so a later reset is another limit's. */
const LONGEST_RESET = 300_000;
/** More seconds than this count from 1970, as in Laravel's X-RateLimit-Reset. */
const FIRST_MOMENT = 1e9;

/** Reads a header as milliseconds to wait. It has seconds, a date, or seconds since 1970. */
function parseWait(header: string | undefined, now: number): number | undefined {
	const seconds = Number(header ?? NaN);
	const moment = Number.isNaN(seconds) ? toTime(header) : seconds * 1000;
	const isMoment = Number.isNaN(seconds) || seconds > FIRST_MOMENT;
	const wait = isMoment ? moment - now : moment;
	return wait >= SHORTEST_WAIT ? wait : undefined;
}

function readRetryAfter({ headers }: TextAnswer, now: number): number | undefined {
	return parseWait(headers['retry-after'], readSonarTime(headers, now));
}

function readReset({ headers }: TextAnswer, now: number): number | undefined {
	const wait = parseWait(headers['x-ratelimit-reset'], readSonarTime(headers, now)) ?? Infinity;
	return wait <= LONGEST_RESET ? wait : undefined;
}

/** The time by Sonar's own clock, which its other headers go by. */
function readSonarTime({ date }: TextAnswer['headers'], now: number): number {
	const time = toTime(date);
	return Number.isNaN(time) ? now : time;
}

interface StatusFailure {
	code: FailureCode;
	message: string;
}

const RATE_LIMIT = 'Sonar’s rate limit is reached';
const SERVER_FAILED = 'Sonar’s server failed';
const REFUSED = 'Sonar refused the request';
const GATEWAY: StatusFailure = { code: 'gateway', message: SERVER_FAILED };

const CHALLENGE: StatusFailure = {
	code: 'challenge',
	message: 'A web page came instead of Sonar’s answer',
};

const STATUS_FAILURES: Record<number, StatusFailure> = {
	400: { code: 'invalid', message: REFUSED },
	401: { code: 'token', message: 'Sonar did not accept the access token' },
	403: { code: 'forbidden', message: 'The token’s user has no permission for this in Sonar' },
	404: { code: 'notFound', message: 'Sonar found nothing there' },
	413: { code: 'tooLarge', message: 'Sonar refused the request as too large' },
	422: { code: 'invalid', message: 'Sonar refused the request as invalid' },
	407: {
		code: 'unreachable',
		message: 'The proxy between n8n and Sonar asks for a password, so nothing was sent to Sonar',
	},
};

/** Statuses of a gateway that got no answer from its server, including Cloudflare's own. */
const GATEWAYS = new Set([408, 425, 502, 503, 504, 520, 521, 522, 523, 524, 530]);

function toStatusFailure({ status, text }: TextAnswer): StatusFailure {
	if (status < 400) return { code: 'wordsOnly', message: 'Sonar answered' };
	// Sonar's API answers JSON, so a page comes from a firewall.
	if (status === 403 && isPage(text)) return CHALLENGE;
	if (GATEWAYS.has(status)) return GATEWAY;
	const known = STATUS_FAILURES[status];
	if (known) return known;
	if (status >= 500) return { code: 'server', message: SERVER_FAILED };
	return { code: 'refused', message: REFUSED };
}

/** Only answers with such a key need parsing here. */
const WORDS_KEY = /"(errors?|message)"\s*:/;

/** Whether an answer has something that was asked for: GraphQL's `data`, or an upload's `files`. */
function hasContent({ data, files }: Record<string, unknown>): boolean {
	const hasFiles = typeof files === 'object' && files !== null && Object.keys(files).length > 0;
	return isRecord(data) || hasFiles;
}

/** The messages of an answer that has no content, and no `errors` of GraphQL's. */
function readMessagesOnly(body: unknown): string[] {
	if (!isRecord(body) || hasContent(body)) return [];
	const { errors } = body;
	return Array.isArray(errors) && errors.length > 0 ? [] : readBareMessages(body);
}

/** Whether GraphQL's `errors` refuse the whole request for the rate limit. */
function hasLimitErrors(body: unknown): boolean {
	if (!isRecord(body) || hasContent(body)) return false;
	const errors = readErrors(body);
	const isOfField = errors.some((error) => isRecord(error) && error.path !== undefined);
	return !isOfField && LIMIT_WORDS.test(readErrorMessage({ errors }) ?? '');
}

/** The failure of an answer, by its status or, if it has nothing else, its message. */
export function readFailure(answer: TextAnswer, now: number): SonarError | undefined {
	const { status, text } = answer;
	const isFailed = status >= 400;
	if (!isFailed && !WORDS_KEY.test(text)) return undefined;
	const body = parseJson(text);
	const messages = readMessagesOnly(body);
	const isLimit =
		status === 429 || messages.some((one) => LIMIT_WORDS.test(one)) || hasLimitErrors(body);
	if (!isFailed && !isLimit && messages.length === 0) return undefined;
	const words = readErrorMessage(body);
	const withWords = (message: string) => (words ? `${message}: ${words}` : message);
	const retryAfter = readRetryAfter(answer, now);
	if (isLimit) {
		const wait = retryAfter ?? readReset(answer, now);
		return new SonarError('rateLimit', withWords(RATE_LIMIT), { status, retryAfter: wait });
	}
	const isToken = messages.some((message) => TOKEN_WORDS.test(message));
	const { code, message } = isToken ? STATUS_FAILURES[401]! : toStatusFailure(answer);
	const told = isFailed ? `${message} (HTTP ${status})` : message;
	// GraphQL's errors are a list; Laravel's, of a refused request, are keyed by field.
	const graphqlErrors =
		code === 'invalid' && isRecord(body) && Array.isArray(body.errors) ? body.errors : undefined;
	return new SonarError(code, withWords(told), { status, retryAfter, graphqlErrors });
}

/**
 * The JSON object that Sonar answered.
 *
 * @throws SonarError if the body is something else, for example because the address is no Sonar
 */
export function parseJsonObject(text: string, status: number): Record<string, unknown> {
	const body = parseJson(text);
	if (isRecord(body)) return body;
	const kind = isPage(text) ? 'a web page' : text ? 'no JSON object' : 'nothing';
	throw new SonarError(
		'notSonar',
		`The instance URL does not answer as Sonar’s API does: it sent ${kind}`,
		{ status },
	);
}
