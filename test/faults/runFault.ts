import { inspect } from 'node:util';

import type { INodeExecutionData } from 'n8n-workflow';
import { LoggerProxy } from 'n8n-workflow';

import type { Kit } from '../nodes/kit';
import type { NodeRun } from '../nodes/nodeRun';
import type { Answer } from '../sonar';
import { rateLimits, unusual } from './faults';

/** The outcome of one item: done, or a part of its error's message. */
export type Outcome = string;

/** How a node ends when Sonar's answers have a fault. */
export interface Row {
	fault: string;
	/** Of each item, or of all of them. */
	outcome: Outcome | Outcome[];
	/** How many requests reach Sonar. */
	requests: number;
	/** How many files or tickets are done in Sonar's books. */
	done: number;
	/** Only one request meets the fault, because the node's next ones need a good answer. */
	isOnce?: boolean;
}

/** Rows for faults with the same end. */
export function alike(faults: string[], end: Omit<Row, 'fault'>): Row[] {
	return faults.map((fault) => ({ fault, ...end }));
}

/** Parts of the messages that several nodes share. */
export const messages = {
	400: 'Sonar refused the request (HTTP 400): No.',
	401: 'did not accept the access token (HTTP 401): Unauthenticated.',
	403: 'has no permission for this in Sonar (HTTP 403): Not yours.',
	404: 'Sonar found nothing there (HTTP 404)',
	413: 'Sonar refused the request as too large (HTTP 413)',
	422: 'Sonar refused the request as invalid (HTTP 422): Bad type.',
	500: 'Sonar’s server failed (HTTP 500): Server Error',
	502: 'Sonar’s server failed (HTTP 502)',
	503: 'Sonar’s server failed (HTTP 503)',
	504: 'Sonar’s server failed (HTTP 504)',
	deadToken: 'did not accept the access token: Unauthenticated.',
	otherWords: 'Sonar answered: Busy.',
	redirect: 'redirects to http://127.0.0.1',
	redirectToHttp: 'redirects to http://elsewhere.invalid (HTTP 302)',
	redirectElsewhere: 'redirects to https://elsewhere.invalid (HTTP 302)',
	broke: 'The connection to Sonar broke',
	silent: 'Sonar sent nothing for 60 seconds',
	noJson: 'it sent no JSON object',
};

/**
 * Rows with the same end in every node that sends JSON or files.
 *
 * @param done how many files are done once Sonar answers
 */
export function commonRows(done: number): Row[] {
	const ends = {
		'401': messages[401],
		'403': messages[403],
		'404': messages[404],
		'a dead token under 200': messages.deadToken,
		'a redirect on the same origin': messages.redirect,
		'a redirect to another origin': messages.redirectElsewhere,
		'a redirect to http': messages.redirectToHttp,
		'a redirect to itself': messages.redirect,
	};
	return [
		...Object.entries(ends).map(([fault, outcome]) => ({ fault, outcome, requests: 1, done: 0 })),
		...alike(Object.keys(rateLimits), { outcome: 'done', requests: 2, done, isOnce: true }),
		...alike(unusual, { outcome: 'done', requests: 1, done }),
	];
}

const UNLIMITED = 1000;

export function answerAlways(
	{ sonar }: Kit,
	path: string,
	answer: Answer,
	times = UNLIMITED,
	wanted?: string,
): void {
	sonar.answerNext(
		({ path: asked, method }) => asked.startsWith(path) && method === (wanted ?? method),
		answer,
		times,
	);
}

/** Runs a node through a fault, and also checks that the token is nowhere it does not belong. */
export async function outcomesOf(kit: Kit, node: NodeRun): Promise<Outcome[]> {
	const log = recordLogs();
	const { outputs, run, error } = await kit.run({ ...node, onError: 'continueRegularOutput' });
	if (error) throw error;
	expectNoToken(kit, inspect(run, { depth: Infinity, maxStringLength: null, showHidden: true }));
	expectNoToken(kit, log());
	return outputs
		.flat()
		.sort(byItem)
		.map(({ json, error }) => {
			if (json.error === undefined) return 'done';
			// An item that says more than its error has none beside its message.
			if (error) expect(error.description).toBeTruthy();
			return json.error as string;
		});
}

/** Nodes with several outputs give failed items to another one. */
function byItem(a: INodeExecutionData, b: INodeExecutionData): number {
	const indexOf = ({ pairedItem }: INodeExecutionData) => (pairedItem as { item: number }).item;
	return indexOf(a) - indexOf(b);
}

/** Everything that is written to logs from now on. */
function recordLogs(): () => string {
	const lines: string[] = [];
	const write = (...parts: unknown[]) => void lines.push(inspect(parts, { depth: Infinity }));
	LoggerProxy.init({ debug: write, info: write, warn: write, error: write });
	for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
		jest.spyOn(console, method).mockImplementation(write);
	}
	return () => {
		expect(lines.length).toBeGreaterThan(0);
		return lines.join('\n');
	};
}

function expectNoToken({ sonar: { token } }: Kit, text: string): void {
	for (const form of [token, encodeURIComponent(token), btoa(token), btoa(`Bearer ${token}`)]) {
		// Not as an expectation of the text, which would print it.
		expect(text.includes(form)).toBe(false);
	}
}

export function expectOutcomes(actual: Outcome[], expected: Outcome | Outcome[]): void {
	const wanted = Array.isArray(expected) ? expected : actual.map(() => expected);
	expect(actual).toEqual(
		wanted.map((outcome): unknown =>
			outcome === 'done' ? 'done' : expect.stringContaining(outcome),
		),
	);
}
