/**
 * A stream of Node.js, which the host hands over, as far as the client needs it. n8n's rules for nodes
 * forbid importing `node:stream`, even for its types.
 */
export interface ByteStream extends AsyncIterable<Buffer> {
	readonly readableEnded: boolean;
	readonly errored: Error | null;
	on(event: 'error', listener: () => void): unknown;
	destroy(error?: Error): unknown;
}

/** What the client needs of the program around it. */
export interface SonarHost {
	/** Of the Sonar instance, for example `https://example.sonar.software`. */
	origin: string;
	/** Tells instances and tokens apart, as the rate limit does. It is not the token itself. */
	account: string;
	/** Aborts when the user stops the run, or with a `TimeoutError` when its time is over. */
	cancel?: AbortSignal;
	/** Sends one request. Throws if there is no answer. */
	send: (call: HttpCall) => Promise<HttpAnswer>;
	/** Replaces the token in a text that may quote it. */
	hideToken: (text: string) => string;
	/** Waits for `milliseconds`. It cannot be canceled. */
	sleep: (milliseconds: number) => Promise<void>;
	/** Called when the client waits for Sonar's rate limit, with the time that it will take. */
	onRateLimitWait: (milliseconds: number) => void;
}

/** One HTTP request of the client. The host follows no redirect, and throws for no status. */
export interface HttpCall {
	method: 'GET' | 'POST';
	url: string;
	headers: Record<string, string>;
	/** Text, or a stream that is read once. */
	body?: unknown;
	/** Whether to send the credential's token. False for another origin. */
	withToken: boolean;
	signal: AbortSignal;
}

export interface HttpAnswer {
	status: number;
	/** By their names in lower case. */
	headers: Record<string, string | undefined>;
	body: ByteStream;
}

/** An answer whose body was read. */
export interface TextAnswer extends Pick<HttpAnswer, 'status' | 'headers'> {
	text: string;
}

/** A successful answer whose body is still to be read. */
export interface StreamAnswer extends Pick<HttpAnswer, 'headers' | 'body'> {
	/** Call it for each piece received, and when waiting for bytes again after `hold`. */
	onActivity: () => void;
	/** Call it while the reader takes no bytes, so that its delay does not count as Sonar's silence. */
	hold: () => void;
}

/** The body of one try. */
export interface RequestBody {
	data: unknown;
	headers: Record<string, string>;
	/** Why a source could not be read. Set once the request has failed because of it. */
	failure?: Error;
	/** Closes its sources. */
	release: () => void;
}

/**
 * Whether a request may be sent again even if Sonar may have carried it out. If not, it names the
 * question that is then open, for example "Whether Sonar linked the files is unknown".
 */
export type Repeat =
	{ repeat: 'safe'; unknownOutcome?: undefined } | { repeat: 'never'; unknownOutcome: string };

export type SonarRequest<T> = Repeat & {
	method: 'GET' | 'POST';
	/** Below the instance, for example `/api/files`. */
	path: string;
	headers: Record<string, string>;
	/** Makes a new body for each try. It calls `onActivity` for each piece sent. */
	body?: (onActivity: () => void) => RequestBody | Promise<RequestBody>;
} & (
		| { parse: (answer: TextAnswer) => T }
		/** A download: its redirects are followed. */
		| { receive: (answer: StreamAnswer) => Promise<T> }
	);
