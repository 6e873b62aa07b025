import { inspect } from 'node:util';

import type { INodeExecutionData } from 'n8n-workflow';
import { LoggerProxy } from 'n8n-workflow';

import type { Kit } from '../nodes/kit';
import type { NodeRun } from '../nodes/nodeRun';
import type { Answer } from '../sonar';

/** The outcome of one item: done, or a part of its error's message. */
export type Outcome = string;

/**
 * A row of the table: the fault, the outcome of each item, the requests, and the number in Sonar's
 * books.
 */
export type Row = [fault: string, outcomes: Outcome | Outcome[], requests: number, done: number];

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

/** In seconds: short only if the fault is silence, since a busy machine is silent at times. */
export function idleTimeoutFor(fault: string): number {
	return /stalls|never come/.test(fault) ? 0.5 : 60;
}

/** Runs a node through a fault, and also checks that the token is nowhere it does not belong. */
export async function outcomesOf(kit: Kit, node: NodeRun): Promise<Outcome[]> {
	const log = recordLogs();
	const { items, run, error } = await kit.run({ ...node, onError: 'continueRegularOutput' });
	if (error) throw error;
	expectNoToken(kit, inspect(run, { depth: Infinity, maxStringLength: null, showHidden: true }));
	expectNoToken(kit, log());
	return items.map(({ json, error }: INodeExecutionData) => {
		if (json.error === undefined) return 'done';
		// An item that says more than its error has none beside its message.
		if (error) expect(error.description).toBeTruthy();
		return json.error as string;
	});
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
