/** What a failure means for what was asked for. */
interface FailureFacts {
	/** Whether Sonar may have carried the call out all the same. */
	effect: 'none' | 'unknown';
	/** Whether the same call will fail again, whenever it is made. */
	permanent: boolean;
	/** Whether a part of the request may succeed where the whole did not. */
	splits: boolean;
	/** Whether the call may succeed a moment later. */
	repeats: boolean;
	/** Whether every other call with this credential will fail, too. */
	concernsAll: boolean;
}

const FAILED: FailureFacts = {
	effect: 'none',
	permanent: false,
	splits: false,
	repeats: false,
	concernsAll: false,
};

/** Every kind of failure, and all that follows from it. Words are for people only. */
export const FACTS = {
	/** The credential's fields cannot be used. */
	credential: FAILED,
	/** Sonar does not accept the token. */
	token: { ...FAILED, concernsAll: true },
	/** A firewall in front of Sonar wants to see a browser; Sonar got nothing. */
	challenge: FAILED,
	/** HTTP 403: the request as a whole is not allowed. */
	forbidden: { ...FAILED, permanent: true },
	/** A GraphQL error: one of the fields is not allowed. */
	permission: { ...FAILED, permanent: true, splits: true },
	/** HTTP 404. */
	notFound: { ...FAILED, permanent: true },
	/** Another HTTP status from 400 to 499: not an answer that Sonar's API is known to give. */
	refused: { ...FAILED, permanent: true },
	/** Sonar knows nothing of this id. */
	missing: { ...FAILED, permanent: true },
	alreadyLinked: { ...FAILED, permanent: true, splits: true },
	/** Sonar says of a file that it is not linked, though it answered no error. */
	notLinked: { ...FAILED, permanent: true, splits: true },
	/** A file is linked to something, and only files without a link may be deleted. */
	linked: { ...FAILED, permanent: true },
	/** Sonar says that it did not delete a file, by `success: false` or as linked. */
	notDeleted: { ...FAILED, permanent: true },
	/** Sonar stored the others of a request, but not this file. */
	refusedFile: { ...FAILED, permanent: true },
	tooLarge: { ...FAILED, permanent: true, splits: true },
	/** The request is more than Sonar takes at once. */
	tooComplex: { ...FAILED, permanent: true, splits: true },
	/** The instance's schema has no such entity type. */
	entityType: { ...FAILED, permanent: true, splits: true },
	/** No contact of an entity of this type has the address. */
	noContact: { ...FAILED, permanent: true },
	/** Contacts of several entities have the address. */
	notUnique: { ...FAILED, permanent: true },
	/** Who writes on a ticket is not known there. */
	unknownSender: { ...FAILED, permanent: true },
	/** A custom field lacks its value, or has one of another kind. */
	customField: { ...FAILED, permanent: true },
	/** Nothing of this type can be found by a name. */
	notListed: { ...FAILED, permanent: true },
	/** Sonar did not make, change or delete a webhook endpoint as it was asked to. */
	endpoint: { ...FAILED, permanent: true },
	/** A test of the trigger found no file that matches. */
	noMatch: { ...FAILED, permanent: true },
	/** Sonar's ids are smaller than those that were seen. */
	restored: FAILED,
	/** A list's page is larger than Sonar gives. */
	pageSize: { ...FAILED, splits: true },
	/** The list cannot be given with its count. */
	pageInfo: { ...FAILED, splits: true },
	/** Sonar refused the values of the request. */
	invalid: { ...FAILED, permanent: true, splits: true },
	rateLimit: FAILED,
	/** No connection was made. */
	unreachable: { ...FAILED, repeats: true },
	tls: FAILED,
	redirect: { ...FAILED, permanent: true },
	/** HTTP 500 and its like: Sonar itself failed. */
	server: { ...FAILED, effect: 'unknown' },
	/** HTTP 502 and its like: something between n8n and Sonar failed. */
	gateway: { ...FAILED, effect: 'unknown', repeats: true },
	/** The connection ended before the answer did. */
	broken: { ...FAILED, effect: 'unknown', repeats: true },
	/** Nothing moved for as long as Idle Timeout says. */
	silent: { ...FAILED, effect: 'unknown', repeats: true },
	/** The answer is not one of Sonar's API. */
	notSonar: { ...FAILED, effect: 'unknown' },
	/** The answer lacks what was asked for. */
	incomplete: { ...FAILED, effect: 'unknown' },
	/** The answer is longer than any that is read. */
	tooLong: { ...FAILED, effect: 'unknown', splits: true },
	/** A message or a web page came instead of a file, though as a success. */
	notFile: { ...FAILED, repeats: true },
	/** A downloaded body is not the whole file. */
	wrongSize: { ...FAILED, repeats: true },
	/** A list changed while it was read, or is shorter than Sonar says. */
	unstable: FAILED,
	/** A file of n8n's storage cannot be read. */
	unreadable: FAILED,
	/** A file cannot be put into n8n's storage. */
	storage: FAILED,
	/** The user stopped the execution. */
	canceled: { ...FAILED, effect: 'unknown' },
	/** An error that none of these modules expects. */
	bug: { ...FAILED, effect: 'unknown' },
} as const satisfies Record<string, FailureFacts>;

export type FailureCode = keyof typeof FACTS;

export interface SonarErrorDetails {
	/** HTTP status of the answer, if there was one. */
	status?: number;
	/** Milliseconds that Sonar asks to wait (Retry-After). */
	retryAfter?: number;
	/** What nobody knows after this failure, for example "Whether Sonar linked the files is unknown". */
	unknownOutcome?: string;
	cause?: unknown;
}

/** What Sonar, or the way to it, did to a call. Never holds the token or a raw request. */
export class SonarError extends Error {
	override readonly name = 'SonarError';

	readonly status?: number;

	readonly retryAfter?: number;

	readonly unknownOutcome?: string;

	constructor(
		readonly code: FailureCode,
		message: string,
		details: SonarErrorDetails = {},
	) {
		super(message, { cause: details.cause });
		this.status = details.status;
		this.retryAfter = details.retryAfter;
		this.unknownOutcome = details.unknownOutcome;
	}

	get facts(): FailureFacts {
		return FACTS[this.code];
	}

	/** Whether something may have been done in Sonar in spite of the failure. */
	get isUnsure(): boolean {
		return this.unknownOutcome !== undefined && this.facts.effect === 'unknown';
	}
}
