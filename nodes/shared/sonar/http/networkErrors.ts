import { isRecord } from '../guards';
import { SonarError } from '../SonarError';

/** Node's codes for a connection that was never made, so nothing can have happened at the other end. */
const UNREACHED: Record<string, string> = {
	ECONNREFUSED: 'nothing answers at its address',
	ENOTFOUND: 'its host name is not known',
	EAI_AGAIN: 'its host name cannot be looked up at the moment',
	EHOSTUNREACH: 'no route to its host',
	ENETUNREACH: 'no route to its network',
	ETIMEDOUT: 'its address does not answer',
};

const TLS = /^(CERT_|ERR_TLS|ERR_SSL|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|EPROTO)/;

/** n8n and axios wrap Node's error, each as the `cause` of the next. */
const DEEPEST = 10;

/** For a host with several addresses, Node gives the errors of all. */
function collectErrors(error: unknown, depth = 0): Array<Record<string, unknown>> {
	if (!isRecord(error) || depth === DEEPEST) return [];
	const inner = Array.isArray(error.errors) ? error.errors : [error.cause];
	return [error, ...inner.slice(0, DEEPEST).flatMap((one) => collectErrors(one, depth + 1))];
}

function readCode(errors: ReadonlyArray<Record<string, unknown>>): string {
	const found = errors.find(({ code }) => typeof code === 'string' && code);
	return (found?.code as string | undefined) ?? '';
}

/** A connection that was made and timed out later may have carried the request. */
function isConnecting(errors: ReadonlyArray<Record<string, unknown>>): boolean {
	return errors.some(({ syscall }) => syscall === 'connect');
}

/**
 * Converts what a request threw. Only the code is used: the errors of n8n's helpers hold the request
 * with its token.
 */
export function toNetworkFailure(error: unknown): SonarError {
	const errors = collectErrors(error);
	const code = readCode(errors);
	const unreached = UNREACHED[code];
	if (unreached && (code !== 'ETIMEDOUT' || isConnecting(errors))) {
		return new SonarError('unreachable', `Sonar cannot be reached: ${unreached}`);
	}
	if (TLS.test(code)) {
		return new SonarError(
			'tls',
			'Sonar cannot be reached: its certificate is not valid for this host',
		);
	}
	return buildBrokenFailure('The connection to Sonar broke');
}

export function buildBrokenFailure(message: string): SonarError {
	return new SonarError('broken', message);
}

export function buildSilentFailure(milliseconds: number): SonarError {
	return new SonarError('silent', `Sonar sent nothing for ${milliseconds / 1000} seconds`);
}
