/** What a failure means for the call. */
interface FailureTraits {
	/** Whether Sonar may have carried out the call despite the failure. */
	effect: 'none' | 'unknown';
	/** Whether the same call always fails again. */
	permanent: boolean;
	/** Whether a smaller part of the request may succeed. */
	splittable: boolean;
	/** Whether the call may succeed if it is retried a moment later. */
	retryable: boolean;
	/** Whether every other call with this credential fails, too. */
	endsRun: boolean;
}

const FAILED: FailureTraits = {
	effect: 'none',
	permanent: false,
	splittable: false,
	retryable: false,
	endsRun: false,
};

/** Every kind of failure, with its consequences. Code reads these; messages are for people. */
export const TRAITS = {
	/** The credential's fields are invalid. */
	credential: FAILED,
	/** Sonar does not accept the token. */
	token: { ...FAILED, endsRun: true },
	/** A firewall in front of Sonar blocked n8n as a bot; nothing reached Sonar. */
	challenge: FAILED,
	/** HTTP 403: the request as a whole is not allowed. */
	forbidden: { ...FAILED, permanent: true },
	/** A GraphQL error: one of the fields is not allowed. */
	permission: { ...FAILED, permanent: true, splittable: true },
	/** HTTP 404. */
	notFound: { ...FAILED, permanent: true },
	/** Any other HTTP status from 400 to 499. Sonar's API is not known to send one. */
	refused: { ...FAILED, permanent: true },
	/** Sonar does not know this ID. */
	missing: { ...FAILED, permanent: true },
	alreadyLinked: { ...FAILED, permanent: true, splittable: true },
	/** Sonar answered without an error, but shows the file as not linked. */
	notLinked: { ...FAILED, permanent: true, splittable: true },
	/** The file is linked, and only files without a link may be deleted. */
	linked: { ...FAILED, permanent: true },
	/** Sonar did not delete a file: `success: false`, or the file is linked. */
	notDeleted: { ...FAILED, permanent: true },
	/** Sonar stored other files of the request, but not this one. */
	refusedFile: { ...FAILED, permanent: true },
	tooLarge: { ...FAILED, permanent: true, splittable: true },
	/** The request asks for more than Sonar allows at once. */
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
	/** The nodes know no list of this type. */
	notListed: { ...FAILED, permanent: true },
	/** Sonar did not create, change or delete a webhook endpoint as requested. */
	endpoint: { ...FAILED, permanent: true },
	/** A test of the trigger found no file that matches. */
	noMatch: { ...FAILED, permanent: true },
	/** The page of a list is larger than Sonar allows. */
	pageSize: { ...FAILED, splittable: true },
	/** Sonar cannot list and count at once. */
	pageInfo: { ...FAILED, splittable: true },
	/** Sonar refused the request's values. */
	invalid: { ...FAILED, permanent: true, splittable: true },
	rateLimit: FAILED,
	/** No connection was made. */
	unreachable: { ...FAILED, retryable: true },
	tls: FAILED,
	redirect: { ...FAILED, permanent: true },
	/** A download redirects from the internet to this machine or a private network. */
	redirectInside: { ...FAILED, permanent: true },
	/** HTTP 500 and the like: Sonar itself failed. */
	server: { ...FAILED, effect: 'unknown' },
	/** HTTP 502 and the like: something between n8n and Sonar failed. */
	gateway: { ...FAILED, effect: 'unknown', retryable: true },
	/** The connection ended before the answer did. */
	broken: { ...FAILED, effect: 'unknown', retryable: true },
	/** No byte came or went for Timeout (Seconds). */
	silent: { ...FAILED, effect: 'unknown', retryable: true },
	/** The answer does not come from Sonar's API. */
	notSonar: { ...FAILED, effect: 'unknown' },
	/** The answer has a message and no data, though its status means success. */
	wordsOnly: { ...FAILED, effect: 'unknown' },
	/** The answer lacks something requested. */
	incomplete: { ...FAILED, effect: 'unknown' },
	/** The answer to an upload leaves open what became of a file. */
	unclear: { ...FAILED, effect: 'unknown' },
	/** A user's GraphQL query has an error, or asks for what cannot be sent. */
	query: { ...FAILED, permanent: true },
	/** All pages of a list are too much for one item. */
	tooMuch: { ...FAILED, permanent: true },
	/** The answer is too long to read. */
	tooLong: { ...FAILED, effect: 'unknown', splittable: true },
	/** A message or a web page came instead of a file, with a status of success. */
	notFile: { ...FAILED, retryable: true },
	/** A downloaded body is not the whole file. */
	wrongSize: { ...FAILED, retryable: true },
	/** Sonar gives only the beginning of a list. */
	cutList: { ...FAILED, permanent: true },
	/** A list changed while it was read, or is shorter than Sonar says. */
	unstable: FAILED,
	/** A file cannot be read from n8n's storage. */
	unreadable: FAILED,
	/** A file cannot be written to n8n's storage. */
	storage: FAILED,
	/** The user canceled the execution. */
	canceled: { ...FAILED, effect: 'unknown' },
	/** A trigger's poll used up the time that n8n allows. */
	overtime: { ...FAILED, effect: 'unknown' },
	/** An unexpected error. */
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
	/** GraphQL errors that came with an HTTP status of failure. */
	graphqlErrors?: readonly unknown[];
	/** Sonar's own words, which the message quotes among others. */
	reason?: string;
	/** Kept with the error, for example all names of a list that the message cuts short. */
	context?: Record<string, unknown>;
	cause?: unknown;
}

/** A failure of Sonar, or on the way to it. It never holds the token or a raw request. */
export class SonarError extends Error {
	override readonly name = 'SonarError';

	readonly status?: number;

	readonly retryAfter?: number;

	readonly unknownOutcome?: string;

	readonly graphqlErrors?: readonly unknown[];

	reason?: string;

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
		this.reason = details.reason;
		this.context = details.context;
	}

	/** Rewrites all texts in place, so that the error keeps its identity and class. */
	rewrite(edit: (text: string) => string): void {
		this.message = edit(this.message);
		this.reason = this.reason && edit(this.reason);
		this.stack = this.stack && edit(this.stack);
	}

	get traits(): FailureTraits {
		return TRAITS[this.code];
	}

	/** Whether Sonar may have done something despite the failure. */
	get isUnsure(): boolean {
		return this.unknownOutcome !== undefined;
	}

	/** Whether to send the request again in parts. Never if Sonar may have carried out some of it. */
	get maySplit(): boolean {
		return this.traits.splittable && !this.isUnsure;
	}
}
