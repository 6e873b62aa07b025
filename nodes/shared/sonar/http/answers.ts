import { isRecord } from '../guards';
import { SonarError, type FailureCode } from '../SonarError';
import { parseJson } from './json';
import { readWords } from './words';

/** An answer whose body was read. */
export interface TextAnswer {
	status: number;
	headers: Record<string, string | undefined>;
	text: string;
}

function isPage(text: string): boolean {
	return /^\s*</.test(text);
}

/** Sonar counts over 400 requests a minute; the status of that answer is not documented. */
export function isRateLimit({ status, text }: TextAnswer): boolean {
	if (status === 429) return true;
	if (!text.includes('Request limit')) return false;
	const body = parseJson(text);
	return isRecord(body) && /^Request limit of .* reached/.test(String(body.error));
}

/** Milliseconds of a Retry-After header, in seconds or as a date. */
function parseRetryAfter(header: string | undefined, now: number): number | undefined {
	if (!header) return undefined;
	const seconds = Number(header);
	const milliseconds = Number.isNaN(seconds) ? Date.parse(header) - now : seconds * 1000;
	return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
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

/** Statuses of a gateway that got no answer from its server, Cloudflare's own among them. */
const GATEWAYS = new Set([408, 425, 502, 503, 504, 520, 521, 522, 523, 524, 530]);

function toStatusFailure({ status, text }: TextAnswer): StatusFailure {
	// Sonar's API answers JSON; a page in its place comes from a firewall.
	if (status === 403 && isPage(text)) return CHALLENGE;
	if (GATEWAYS.has(status)) return GATEWAY;
	const known = STATUS_FAILURES[status];
	if (known) return known;
	if (status >= 500) return { code: 'server', message: SERVER_FAILED };
	return { code: 'refused', message: REFUSED };
}

/** The failure of an answer by its status or its rate-limit body. Undefined if it is none. */
export function readFailure(answer: TextAnswer, now: number): SonarError | undefined {
	const { status, headers, text } = answer;
	const isLimit = isRateLimit(answer);
	if (!isLimit && status < 400) return undefined;
	const words = readWords(parseJson(text));
	const withWords = (message: string) => (words ? `${message}: ${words}` : message);
	const retryAfter = parseRetryAfter(headers['retry-after'], now);
	if (isLimit) return new SonarError('rateLimit', withWords(RATE_LIMIT), { status, retryAfter });
	const { code, message } = toStatusFailure(answer);
	return new SonarError(code, withWords(`${message} (HTTP ${status})`), { status, retryAfter });
}

/**
 * The JSON object that Sonar answered.
 *
 * @throws SonarError if the body is something else, as from an address that is not a Sonar
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
