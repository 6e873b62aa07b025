import { SonarError } from './SonarError';

const LOCAL_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Pages of an instance that people copy the address of. */
const KNOWN_PATHS = /^\/(api(\/graphql|\/files)?|graphiql|login|app)?\/*$/i;

const REMEDY =
	'Enter the address that you open Sonar at, for example https://example.sonar.software, in the Sonar API credential.';

export function isLocal(url: URL): boolean {
	return LOCAL_HOSTS.has(url.hostname);
}

/**
 * The origin of a Sonar instance from what a user typed or pasted.
 *
 * @throws SonarError for anything else than an https address (http on localhost) without user info
 */
export function parseInstanceUrl(text: string): string {
	const trimmed = text.trim();
	if (!URL.canParse(trimmed)) {
		throw new SonarError('The instance URL of the credential is not a web address', {
			remedy: REMEDY,
		});
	}
	const url = new URL(trimmed);
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal(url))) {
		throw new SonarError(
			`The instance URL must start with https://, because the access token would travel to ${url.hostname || 'another host'} unencrypted`,
			{ remedy: REMEDY },
		);
	}
	if (url.username || url.password) {
		throw new SonarError('The instance URL must not hold a user name or a password', {
			remedy: REMEDY,
		});
	}
	if (!KNOWN_PATHS.test(url.pathname)) {
		throw new SonarError(`The instance URL must end after the host, without "${url.pathname}"`, {
			remedy: REMEDY,
		});
	}
	return url.origin;
}
