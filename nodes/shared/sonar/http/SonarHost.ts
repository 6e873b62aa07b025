import type { Readable } from 'node:stream';

/** One HTTP request, as Sonar's client wants it sent: redirects not followed, no status an error. */
export interface HttpCall {
	method: 'GET' | 'POST';
	url: string;
	headers: Record<string, string>;
	/** Text, or a stream that is read once. */
	body?: unknown;
	/** Whether the credential's token goes along; never to another origin. */
	withToken: boolean;
	signal: AbortSignal;
}

export interface HttpAnswer {
	status: number;
	/** By their names in lower case. */
	headers: Record<string, string | undefined>;
	body: Readable;
}

/** The services that the client needs of the program around it. */
export interface SonarHost {
	/** Of the Sonar instance, for example `https://example.sonar.software`. */
	origin: string;
	/** Tells instances and tokens apart, as the rate limit does. It is not the token itself. */
	account: string;
	/** Aborts when the user stops the run, or with a `TimeoutError` when its time is over. */
	cancel?: AbortSignal;
	/** Sends one request; throws if there is no answer. */
	send: (call: HttpCall) => Promise<HttpAnswer>;
	/** Blots the token out of a text that others wrote. */
	hideToken: (text: string) => string;
	/** Waits for so many milliseconds, and cannot be cut short. */
	sleep: (milliseconds: number) => Promise<void>;
	/** Called with the time, in milliseconds, that the client waits for Sonar's rate limit. */
	onRateLimitWait: (milliseconds: number) => void;
}
