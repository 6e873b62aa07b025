import { isRecord } from '../guards';
import { SonarError } from '../SonarError';

/** Node's codes for a connection that was never made: nothing can have happened at the other end. */
const UNREACHED: Record<string, string> = {
	ECONNREFUSED: 'nothing answers at its address',
	ENOTFOUND: 'its host name is not known',
	EAI_AGAIN: 'its host name cannot be looked up at the moment',
	EHOSTUNREACH: 'there is no way to its host',
	ENETUNREACH: 'there is no way to its network',
};

const TLS = /^(CERT_|ERR_TLS|ERR_SSL|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|EPROTO)/;

/** The code of the failure inside the errors that n8n and axios put around it. */
function readCode(error: unknown): string {
	for (let inner = error; isRecord(inner); inner = inner.cause) {
		if (typeof inner.code === 'string' && inner.code) return inner.code;
	}
	return '';
}

/**
 * What a thrown error of a request means. The request helpers' errors hold the request with its
 * token, so only their code goes on.
 */
export function toNetworkFailure(error: unknown): SonarError {
	const code = readCode(error);
	const unreached = UNREACHED[code];
	if (unreached) {
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

/** The failure for a redirect, which a call of the API never answers with. */
export function buildRedirectFailure(status: number, location: string | undefined): SonarError {
	const target = location && URL.canParse(location) ? ` to ${new URL(location).origin}` : '';
	return new SonarError(
		'redirect',
		`The instance URL redirects${target} (HTTP ${status}) instead of answering`,
		{ status },
	);
}
