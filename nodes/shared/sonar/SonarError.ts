/**
 * What a failure says about the call:
 * - `refused`: Sonar answered and did nothing;
 * - `rateLimited`: Sonar counted too many requests and did nothing;
 * - `unreached`: the request never arrived, so nothing happened;
 * - `interrupted`: the connection or a gateway failed on the way, so nobody knows what happened.
 */
export type FailureNature = 'refused' | 'rateLimited' | 'unreached' | 'interrupted';

export interface SonarErrorDetails {
	/** What the user can do now; shown under the message. */
	remedy?: string;
	/** HTTP status of the answer, where there was one. */
	status?: number;
	nature?: FailureNature;
	/** Milliseconds that Sonar asks to wait (Retry-After). */
	retryAfter?: number;
}

/** A failed call or an input that cannot be sent. Never holds the token or a raw request. */
export class SonarError extends Error {
	override readonly name = 'SonarError';

	readonly remedy?: string;

	readonly status?: number;

	readonly nature: FailureNature;

	readonly retryAfter?: number;

	constructor(message: string, details: SonarErrorDetails = {}) {
		super(message);
		this.remedy = details.remedy;
		this.status = details.status;
		this.nature = details.nature ?? 'refused';
		this.retryAfter = details.retryAfter;
	}
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
	return (error as Partial<Error> | undefined)?.message ?? 'an error without a message';
}
