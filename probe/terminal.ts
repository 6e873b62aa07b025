import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** What is typed is shown to nobody. */
export async function askHidden(question: string): Promise<string> {
	const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
	const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true });
	// Only now, since until then the terminal itself would show what is typed.
	process.stderr.write(question);
	// In raw mode Ctrl-C is a key for readline, and no signal of the process.
	lines.once('SIGINT', () => process.exit(130));
	try {
		return (await lines.question('')).trim();
	} finally {
		lines.close();
		process.stderr.write('\n');
	}
}

/** Whether the answer is yes; anything else, and the end of the input, is no. */
export async function confirm(question: string): Promise<boolean> {
	const lines = createInterface({ input: process.stdin, output: process.stderr });
	const ended = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
	lines.once('SIGINT', () => lines.close());
	try {
		const answer = await Promise.race([lines.question(`\n${question} (y/N) `), ended]);
		return /^y(es)?$/i.test(answer.trim());
	} finally {
		lines.close();
	}
}
