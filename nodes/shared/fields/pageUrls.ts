import { MissingValueError, ParameterError } from '../n8n/nodeErrors';
import { parseIdValue } from './idFields';
import { isBlank, wrongValue } from './Field';

/** The entities that have a page in Sonar's web application, by the path of their pages. */
const TYPES: ReadonlyMap<string, string> = new Map([
	['accounts', 'Account'],
	['network/sites', 'NetworkSite'],
	['tickets', 'Ticket'],
]);

/** For example `#/tickets/show/7?tab=2`. */
const ROUTE = /^#\/(.+)\/show\/(\d+)(?:[/?#&].*)?$/;

export const PAGE_TYPES: readonly string[] = [...TYPES.values()];

/**
 * The entity that a URL of Sonar's web application shows.
 *
 * @param label names the field in the error, for example "Ticket"
 * @param origin of the instance that the credential names
 * @throws ParameterError if it is no such URL, or one of another instance
 */
export function parsePageUrl(
	value: unknown,
	label: string,
	origin: string | undefined,
): { type: string; id: string } {
	if (isBlank(value)) {
		const remedy = `Paste the URL, or check the expression that gives ${label} for this item.`;
		throw new MissingValueError(`${label} is empty`, remedy);
	}
	const url = typeof value === 'string' ? readUrl(value.trim()) : undefined;
	if (!url) throw wrongUrl(label, value);
	const host = origin && new URL(origin).host;
	if (url.host !== host) {
		throw new ParameterError(
			`${label} is a URL of ${url.host}, but the credential is for ${host}`,
			'Choose the credential of that instance, or take the URL from this one.',
		);
	}
	const [, path = '', digits] = ROUTE.exec(url.hash) ?? [];
	const type = /^\/app\/?$/.test(url.pathname) ? TYPES.get(path) : undefined;
	if (!type) throw wrongUrl(label, value);
	return { type, id: parseIdValue(digits, label) };
}

/** A URL that lacks its scheme counts, since some browsers show it so. */
function readUrl(text: string): URL | undefined {
	const whole = /^[^/]+\/app\b/.test(text) ? `https://${text}` : text;
	if (!URL.canParse(whole)) return undefined;
	const url = new URL(whole);
	return /^https?:$/.test(url.protocol) ? url : undefined;
}

function wrongUrl(label: string, value: unknown): ParameterError {
	const { message } = wrongValue(label, value, 'the URL of a page in Sonar');
	return new ParameterError(
		message,
		'Open the ticket, account or network site in Sonar, and copy the address from the browser, such as https://example.sonar.software/app#/tickets/show/7.',
	);
}
