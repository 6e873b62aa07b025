import { setTimeout as sleep } from 'node:timers/promises';

import { collectTexts, isRecord, readJson, wordsOnTop, type Answer } from './Answer';

export interface Request {
	method: 'GET' | 'POST';
	/** Below the instance, or a whole address, which gets no token. */
	path: string;
	headers?: Record<string, string>;
	body?: string | FormData;
	/** Instead of the user's own. */
	token?: string;
}

/** Sonar gave no whole answer. */
export class NoAnswer extends Error {}

/** The probe was told to stop, or has sent as much as it may. */
export class Ended extends Error {}

export interface LineOptions {
	origin: string;
	token: string;
	/** How long a minute is, in milliseconds: tests have shorter ones, and so all pauses are. */
	minute?: number;
}

/** How Sonar said that it was asked too often. */
export interface Limit {
	status: number;
	retryAfter: boolean;
	words: string;
	/** Whether the words are those of Sonar's article, or Laravel's own. */
	isKnown: boolean;
}

const MOST_REQUESTS = 100;
const MINUTE = 60_000;
const LONGEST_SILENCE = 60_000;
const STOPPED = 'The probe was stopped';
const MOST_WAITS = 5;
/** How many requests a minute are sent once Sonar has asked for fewer. */
const SLOW_PER_MINUTE = 240;

const KNOWN_LIMIT = /^(request limit of\b|too many attempts\.?$)/i;

/** One request after the other to one instance, and no more than a probe may send. */
export class Line {
	sent = 0;

	/** How many of the requests are kept for deleting what was made. */
	reserve = 0;

	readonly limits: Limit[] = [];

	/** What headers last said about the limit, by their names. */
	readonly limitHeaders = new Map<string, string>();

	private readonly ending = new AbortController();

	private isCleaning = false;

	private since = 0;

	private readonly minute: number;

	constructor(private readonly options: LineOptions) {
		this.minute = options.minute ?? MINUTE;
	}

	/** No further request but for deleting what was made. */
	end(): void {
		this.ending.abort();
	}

	/** Whether the probe was told to stop. */
	get isStopped(): boolean {
		return this.ending.signal.aborted;
	}

	/** How many requests may still be sent. */
	get left(): number {
		return MOST_REQUESTS - this.sent - (this.isCleaning ? 0 : this.reserve);
	}

	/** Lets requests through that undo what was done, though the probe was told to stop. */
	async clean(undo: () => Promise<void>): Promise<void> {
		this.isCleaning = true;
		try {
			await undo();
		} finally {
			this.isCleaning = false;
			this.reserve = 0;
		}
	}

	/**
	 * @throws NoAnswer if the connection fails
	 * @throws Ended if nothing may be sent any more
	 */
	async send(request: Request): Promise<Answer> {
		for (let waits = 0; ; waits += 1) {
			const answer = await this.sendOnce(request);
			const limit = readLimit(answer);
			if (!limit) return answer;
			this.limits.push(limit);
			if (waits === MOST_WAITS) throw new NoAnswer('Sonar’s limit of requests did not open again');
			await this.sleep(this.toWait(answer));
		}
	}

	/** In milliseconds, by the length of the minute. */
	get now(): number {
		return (performance.now() * MINUTE) / this.minute;
	}

	/**
	 * Waits, by the length of the minute, unless the probe is told to stop.
	 *
	 * @throws Ended
	 */
	async pause(milliseconds: number): Promise<void> {
		await this.sleep((milliseconds * this.minute) / MINUTE);
	}

	private async sleep(milliseconds: number): Promise<void> {
		const signal = this.isCleaning ? undefined : this.ending.signal;
		try {
			await sleep(milliseconds, undefined, { signal });
		} catch {
			throw new Ended(STOPPED);
		}
	}

	private async sendOnce({ method, path, headers, body, token }: Request): Promise<Answer> {
		if (this.ending.signal.aborted && !this.isCleaning) throw new Ended(STOPPED);
		if (this.left <= 0) throw new Ended(`The probe sends at most ${MOST_REQUESTS} requests`);
		if (this.limits.length > 0) await this.pause(MINUTE / SLOW_PER_MINUTE);
		this.sent += 1;
		if (performance.now() - this.since > this.minute) this.since = performance.now();
		const { origin, token: own } = this.options;
		const url = new URL(path, origin);
		const authorization = url.origin === origin ? `Bearer ${token ?? own}` : undefined;
		try {
			const response = await fetch(url, {
				method,
				body,
				redirect: 'manual',
				signal: AbortSignal.timeout(LONGEST_SILENCE),
				headers: {
					accept: 'application/json',
					'accept-encoding': 'identity',
					...headers,
					...(authorization ? { authorization } : {}),
				},
			});
			const { status } = response;
			for (const [name, value] of response.headers) {
				if (/^x-ratelimit-[a-z-]{1,30}$/.test(name)) this.limitHeaders.set(name, value);
			}
			return { status, headers: response.headers, body: Buffer.from(await response.arrayBuffer()) };
		} catch (error) {
			throw new NoAnswer(reasonOf(error));
		}
	}

	/** What Sonar asks for, else the rest of the minute that its counter may have begun in. */
	private toWait({ headers }: Answer): number {
		const seconds = Number(headers.get('retry-after') ?? NaN);
		const rest = this.since + this.minute - performance.now();
		// Less than a second says nothing.
		return seconds >= 1 ? seconds * 1000 : Math.max(rest, this.minute / 60);
	}
}

/** Sonar's article on its limit tells the body and not the status; 429 is usual. */
function readLimit(answer: Answer): Limit | undefined {
	const { status, headers } = answer;
	const json = readJson(answer);
	const said = json?.data ? [] : collectTexts(json);
	const words = said.find((text) => /\brequest limit\b|\btoo many attempts\b/i.test(text));
	if (status !== 429 && words === undefined) return undefined;
	return {
		status,
		retryAfter: headers.has('retry-after'),
		words: words ?? said[0] ?? '',
		isKnown: json !== undefined && wordsOnTop(json).some((text) => KNOWN_LIMIT.test(text)),
	};
}

/** The code of a failed connection; its message may hold the host. */
function reasonOf(error: unknown): string {
	if (!isRecord(error)) return 'The connection failed';
	if (error.name === 'TimeoutError')
		return `Sonar sent nothing for ${LONGEST_SILENCE / 1000} seconds`;
	const { code } = isRecord(error.cause) ? error.cause : error;
	return `The connection failed${typeof code === 'string' ? ` (${code})` : ''}`;
}
