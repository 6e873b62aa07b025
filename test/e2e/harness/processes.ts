import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

import { beforeExit } from './cleanUp';

const SECONDS_TO_STOP = 20;

export interface ProcessOptions {
	/** The whole environment; by default that of this process. */
	env?: NodeJS.ProcessEnv;
	cwd?: string;
	/** Runs as this user of the system, which takes root. */
	user?: string;
	/** Gets the output as it arrives. */
	onOutput?: (text: string) => void;
}

export interface RunningProcess {
	/** Also the ID of the group that it and its children form. */
	pid: number;
	/** Everything that it wrote so far. */
	output: () => string;
	hasEnded: () => boolean;
	/** Ends it and its children: politely, and after 20 s by force. */
	stop: () => Promise<void>;
	/** Ends it and its children at once, as a crash would. */
	kill: () => Promise<void>;
}

function as(user: string | undefined, command: string, args: string[]): [string, string[]] {
	return user ? ['runuser', ['-u', user, '--', command, ...args]] : [command, args];
}

/** Starts a program in a process group of its own, which ends at the latest with this process. */
export function startProcess(
	command: string,
	args: string[],
	{ env = process.env, cwd, user, onOutput }: ProcessOptions = {},
): RunningProcess {
	const child = spawn(...as(user, command, args), {
		env,
		cwd,
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	const note = (text: string) => {
		output += text;
		onOutput?.(text);
	};
	child.stdout.setEncoding('utf8').on('data', note);
	child.stderr.setEncoding('utf8').on('data', note);
	let ended = false;
	const closed = new Promise<void>((resolve) => {
		child.once('error', (error) => {
			note(`${command}: ${error.message}\n`);
			ended = true;
			resolve();
		});
		child.once('exit', () => {
			ended = true;
			resolve();
		});
	});
	const pid = child.pid ?? 0;
	const signal = (name: NodeJS.Signals) => {
		if (!pid) return;
		try {
			process.kill(-pid, name);
		} catch {
			// The group has ended already.
		}
	};
	const forget = beforeExit(() => signal('SIGKILL'));
	const kill = async () => {
		forget();
		await closed;
	};
	return {
		pid,
		output: () => output,
		hasEnded: () => ended,
		kill,
		async stop() {
			if (!ended) signal('SIGTERM');
			await Promise.race([closed, sleep(SECONDS_TO_STOP * 1000, undefined, { ref: false })]);
			// Also children that it left behind.
			await kill();
		},
	};
}

/**
 * Runs a program to its end and returns its output.
 * @throws Error with the end of its output when it fails
 */
export async function run(
	command: string,
	args: string[],
	options: ProcessOptions = {},
): Promise<string> {
	const child = spawn(...as(options.user, command, args), {
		env: options.env,
		cwd: options.cwd,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const forget = beforeExit(() => child.kill('SIGKILL'));
	let output = '';
	let errors = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
	child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
	const [code] = (await once(child, 'close')) as [number | null];
	forget();
	if (code !== 0) {
		const end = `${output}\n${errors}`.trim().slice(-3000);
		throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${end}`);
	}
	return output;
}
