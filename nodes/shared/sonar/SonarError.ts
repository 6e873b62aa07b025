/** What a failure means for the call. */
interface FailureTraits {
	/** Whether Sonar may have carried the call out all the same. */
	effect: 'none' | 'unknown';
	/** Whether the same call will fail again, whenever it is made. */
	permanent: boolean;
	/** Whether a part of the request may succeed if the whole did not. */
	splittable: boolean;
	/** Whether the call may succeed a moment later. */
	retryable: boolean;
	/** Whether every other call with this credential will fail, too. */
	endsRun: boolean;
}

const FAILED: FailureTraits = {
	effect: 'none',
	permanent: false,
	splittable: false,
	retryable: false,
	endsRun: false,
};

/** Every kind of failure, with its consequences. Words are only for people. */
export const TRAITS = {
	/** The credential's fields cannot be used. */
	credential: FAILED,
	/** Sonar does not accept the token. */
	token: { ...FAILED, endsRun: true },
	/** A firewall in front of Sonar wants to see a browser; Sonar got nothing. */
	challenge: FAILED,
	/** HTTP 403: the request as a whole is not allowed. */
	forbidden: { ...FAILED, permanent: true },
	/** A GraphQL error: one of the fields is not allowed. */
	permission: { ...FAILED, permanent: true, splittable: true },
	/** HTTP 404. */
	notFound: { ...FAILED, permanent: true },
	/** Another HTTP status from 400 to 499: not an answer that Sonar's API is known to give. */
	refused: { ...FAILED, permanent: true },
	/** Sonar knows nothing of this id. */
	missing: { ...FAILED, permanent: true },
	alreadyLinked: { ...FAILED, permanent: true, splittable: true },
	/** Sonar answered no error, but says that the file is not linked. */
	notLinked: { ...FAILED, permanent: true, splittable: true },
	/** A file is linked to something, and only files without a link may be deleted. */
	linked: { ...FAILED, permanent: true },
	/** Sonar says that it did not delete a file, by `success: false` or as linked. */
	notDeleted: { ...FAILED, permanent: true },
	/** Sonar stored the others of a request, but not this file. */
	refusedFile: { ...FAILED, permanent: true },
	tooLarge: { ...FAILED, permanent: true, splittable: true },
	/** The request is more than Sonar takes at once. */
	tooComplex: { ...FAILED, permanent: true, splittable: true },
	/** The instance's schema has no such entity type. */
	entityType: { ...FAILED, permanent: true, splittable: true },
	/** No contact of an entity of this type has the address. */
	noContact: { ...FAILED, permanent: true },
	/** Contacts of several entities have the address. */
	notUnique: { ...FAILED, permanent: true },
	/** The sender of a reply is not known on the ticket. */
	unknownSender: { ...FAILED, permanent: true },
	/** A custom field lacks its value, or has one of another kind. */
	customField: { ...FAILED, permanent: true },
	/** No list of this type is known here. */
	notListed: { ...FAILED, permanent: true },
	/** Sonar did not make, change or delete a webhook endpoint as it was asked to. */
	endpoint: { ...FAILED, permanent: true },
	/** A test of the trigger found no file that matches. */
	noMatch: { ...FAILED, permanent: true },
	/** A list's page is larger than Sonar gives. */
	pageSize: { ...FAILED, splittable: true },
	/** The list cannot be given with its count. */
	pageInfo: { ...FAILED, splittable: true },
	/** Sonar refused the values of the request. */
	invalid: { ...FAILED, permanent: true, splittable: true },
	rateLimit: FAILED,
	/** No connection was made. */
	unreachable: { ...FAILED, retryable: true },
	tls: FAILED,
	redirect: { ...FAILED, permanent: true },
	/** A download leads from the internet into the machine's own or a private network. */
	redirectInside: { ...FAILED, permanent: true },
	/** HTTP 500 and its like: Sonar itself failed. */
	server: { ...FAILED, effect: 'unknown' },
	/** HTTP 502 and its like: something between n8n and Sonar failed. */
	gateway: { ...FAILED, effect: 'unknown', retryable: true },
	/** The connection ended before the answer did. */
	broken: { ...FAILED, effect: 'unknown', retryable: true },
	/** No byte came or went for Idle Timeout. */
	silent: { ...FAILED, effect: 'unknown', retryable: true },
	/** The answer is not one of Sonar's API. */
	notSonar: { ...FAILED, effect: 'unknown' },
	/** Words of Sonar's are all that the answer has, though under a status of success. */
	wordsOnly: { ...FAILED, effect: 'unknown' },
	/** The answer lacks something that was asked for. */
	incomplete: { ...FAILED, effect: 'unknown' },
	/** The answer is too long to be read. */
	tooLong: { ...FAILED, effect: 'unknown', splittable: true },
	/** A message or a web page came instead of a file, though as a success. */
	notFile: { ...FAILED, retryable: true },
	/** A downloaded body is not the whole file. */
	wrongSize: { ...FAILED, retryable: true },
	/** Sonar gives only the beginning of a list. */
	cutList: { ...FAILED, permanent: true },
	/** A list changed while it was read, or is shorter than Sonar says. */
	unstable: FAILED,
	/** A file of n8n's storage cannot be read. */
	unreadable: FAILED,
	/** A file cannot be put into n8n's storage. */
	storage: FAILED,
	/** The user stopped the execution. */
	canceled: { ...FAILED, effect: 'unknown' },
	/** A poll of a trigger took as long as n8n lets it. */
	overtime: { ...FAILED, effect: 'unknown' },
	/** An error that no module expects. */
	bug: { ...FAILED, effect: 'unknown' },
} as const satisfies Record<string, FailureTraits>;

export type FailureCode = keyof typeof TRAITS;

export interface SonarErrorDetails {
	/** HTTP status of the answer, if there was one. */
	status?: number;
	/** Milliseconds that Sonar asks to wait (Retry-After). */
	retryAfter?: number;
	/** The open question after this failure, for example "Whether Sonar linked the files is unknown". */
	unknownOutcome?: string;
	/** GraphQL's own errors, if Sonar gave them under an HTTP status that refuses a request. */
	graphqlErrors?: readonly unknown[];
	/** Kept with the error, for example all names of a list that the message shortens. */
	context?: Record<string, unknown>;
	cause?: unknown;
}

/** A failure of Sonar, or on the way to it. Never holds the token or a raw request. */
export class SonarError extends Error {
	override readonly name = 'SonarError';

	readonly status?: number;

	readonly retryAfter?: number;

	readonly unknownOutcome?: string;

	readonly graphqlErrors?: readonly unknown[];

	readonly context?: Record<string, unknown>;

	constructor(
		readonly code: FailureCode,
		message: string,
		details: SonarErrorDetails = {},
	) {
		super(message, { cause: details.cause });
		this.status = details.status;
		this.retryAfter = details.retryAfter;
		this.unknownOutcome = details.unknownOutcome;
		this.graphqlErrors = details.graphqlErrors;
		this.context = details.context;
	}

	/** Rewrites the message in place, so that the error keeps its identity and class. */
	rewrite(edit: (text: string) => string): void {
		this.message = edit(this.message);
		this.stack = this.stack && edit(this.stack);
	}

	get traits(): FailureTraits {
		return TRAITS[this.code];
	}

	/** Whether Sonar may have done something in spite of the failure. */
	get isUnsure(): boolean {
		return this.unknownOutcome !== undefined;
	}

	/** Whether the request may be sent again in parts. Not if Sonar may have carried out some of it. */
	get maySplit(): boolean {
		return this.traits.splittable && !this.isUnsure;
	}
}
