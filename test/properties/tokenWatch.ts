import { inspect } from 'node:util';

import { LoggerProxy } from 'n8n-workflow';

/** Reads the logs, and everything that n8n keeps of an execution. */
export class TokenWatch {
	private lines: string[] = [];

	constructor() {
		const write = (...parts: unknown[]) =>
			void this.lines.push(inspect(parts, { depth: Infinity }));
		LoggerProxy.init({ debug: write, info: write, warn: write, error: write });
		for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
			jest.spyOn(console, method).mockImplementation(write);
		}
	}

	/** @throws if the token is in there. The text is not shown, since it would show the token */
	check(token: string, run: unknown): void {
		const kept = inspect(run, { depth: Infinity, maxStringLength: null, showHidden: true });
		const written = this.lines.splice(0).join('\n');
		for (const form of [token, encodeURIComponent(token), btoa(token)]) {
			if (kept.includes(form)) throw new Error('The execution holds the token.');
			if (written.includes(form)) throw new Error('A log holds the token.');
		}
	}
}
