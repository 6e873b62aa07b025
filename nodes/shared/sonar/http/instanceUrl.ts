import { SonarError } from '../SonarError';

const LOCAL_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

const SCHEME = /^[a-z][a-z\d+.-]*:\/\//i;

/** What a host without a scheme ends with. A token in the wrong field does not, and must not be looked up. */
const HOST_END = /^localhost$|\.([a-z]{2,24}|xn--[a-z\d-]+|\d{1,3})$/;

/** Pages of an instance whose address people copy. */
const KNOWN_PATHS = /^\/(api(\/graphql|\/files)?|graphiql|login|app)?\/*$/i;

export function isLocal(url: URL): boolean {
	return LOCAL_HOSTS.has(url.hostname);
}

/**
 * The origin of a Sonar instance from an address that a user typed or pasted, with or without https://.
 *
 * @throws SonarError unless it is an https address (http on localhost) without user info
 */
export function parseInstanceUrl(text: string): string {
	// URL ignores ASCII spaces, but not the no-break spaces that come with a pasted address.
	const trimmed = text.trim();
	const hasScheme = SCHEME.test(trimmed);
	const address = hasScheme ? trimmed : `https://${trimmed}`;
	const refuse = (message: string) => new SonarError('credential', message);
	if (!URL.canParse(address) || !(hasScheme || HOST_END.test(new URL(address).hostname))) {
		throw refuse('The instance URL of the credential is not a web address');
	}
	const url = new URL(address);
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal(url))) {
		throw refuse(
			`The instance URL must start with https://, because the access token would travel to ${url.hostname || 'another host'} unencrypted`,
		);
	}
	if (url.username || url.password) {
		throw refuse('The instance URL must not hold a user name or a password');
	}
	if (!KNOWN_PATHS.test(url.pathname)) {
		throw refuse(`The instance URL must end after the host, without "${url.pathname}"`);
	}
	return url.origin;
}
