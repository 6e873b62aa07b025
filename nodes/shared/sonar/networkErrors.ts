import { isRecord } from './answers';
import { SonarError } from './SonarError';

/** Node's codes for a connection that was never made: nothing can have happened at the other end. */
const UNREACHED: Record<string, string> = {
	ECONNREFUSED: 'nothing answers at its address',
	ENOTFOUND: 'its host name is not known',
	EAI_AGAIN: 'its host name cannot be looked up at the moment',
	EHOSTUNREACH: 'there is no way to its host',
	ENETUNREACH: 'there is no way to its network',
};

const TLS = /^(CERT_|ERR_TLS|ERR_SSL|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|EPROTO)/;

const REMEDY =
	'Check the instance URL in the Sonar API credential, and that n8n may reach it over the network.';

/** The code of the failure inside the errors that n8n and axios put around it. */
function codeOf(error: unknown): string {
	for (let inner = error; isRecord(inner); inner = inner.cause) {
		if (typeof inner.code === 'string' && inner.code) return inner.code;
	}
	return '';
}

/**
 * What a thrown error of a request means. The request helpers' errors hold the request with its
 * token, so nothing of them but the code goes on.
 */
export function networkFailure(error: unknown): SonarError {
	const code = codeOf(error);
	const unreached = UNREACHED[code];
	if (unreached) {
		return new SonarError(`Sonar cannot be reached: ${unreached}`, {
			remedy: REMEDY,
			nature: 'unreached',
		});
	}
	if (TLS.test(code)) {
		return new SonarError('Sonar cannot be reached: its certificate is not valid for this host', {
			remedy: REMEDY,
		});
	}
	return new SonarError('The connection to Sonar broke', {
		remedy: 'Try again. If it goes on, check the network between n8n and Sonar.',
		nature: 'interrupted',
	});
}

export function timedOut(milliseconds: number): SonarError {
	return new SonarError(`Sonar sent nothing for ${milliseconds / 1000} seconds`, {
		remedy: 'Try again later. If it goes on, ask Sonar’s support whether the instance is up.',
		nature: 'interrupted',
	});
}
