import { version } from '../package.json';
import type { Finding } from './finding';
import { Ended, Line, NoAnswer, type LineOptions } from './http/Line';
import { readAll } from './reading';
import { checkRateLimit, checkToken } from './reading/token';
import { Scrubber } from './Scrubber';
import { Session } from './Session';
import { writeAll, type Writing } from './writing';

export interface ProbeOptions extends LineOptions {
	/** The account that files may be linked to; without it nothing is written. */
	account?: string;
	/** Asked before anything is written, with what will be. */
	confirm?: (question: string) => Promise<boolean>;
	onFinding?: (finding: Finding) => void;
	/** Hears whose token it is; that is for the terminal only. */
	onUser?: (name: string) => void;
	/** Aborted by whoever wants the probe to stop and to clean up. */
	signal?: AbortSignal;
}

/** Made to be shown to everyone: it holds no token, no host, no name and no ID. */
export interface Report {
	probe: string;
	node: string;
	date: string;
	mode: 'reading' | 'writing';
	requests: number;
	seconds: number;
	/** Whether all checks ran. */
	complete: boolean;
	findings: Finding[];
}

export interface Probed {
	report: Report;
	/** As in the report, with all of Sonar's words; for the terminal only. */
	findings: Finding[];
	/** What the probe made and could not delete, by name and id; for the terminal only. */
	left: string[];
}

/**
 * Asks an instance of Sonar everything that the probe knows to ask.
 *
 * @throws Unusable if the address or the token is not right
 * @throws NoAnswer if the instance cannot be reached
 */
export async function runProbe(options: ProbeOptions): Promise<Probed> {
	const { origin, token, account, signal, onUser, onFinding } = options;
	const start = performance.now();
	const line = new Line(options);
	const scrubber = new Scrubber(token);
	const { host, hostname } = new URL(origin);
	scrubber.know(host, hostname, hostname.split('.')[0]!, account ?? '');
	const session = new Session(line, origin, scrubber, onFinding);
	const end = () => line.end();
	if (signal?.aborted) end();
	signal?.addEventListener('abort', end, { once: true });

	let written: Writing = { mode: 'reading', complete: true, left: [] };
	try {
		const user = await checkToken(session);
		onUser?.(user);
		await readAll(session);
		if (account !== undefined) written = await writeAll(session, account, options.confirm);
	} catch (error) {
		const isCut =
			error instanceof Ended || (error instanceof NoAnswer && session.findings.length > 0);
		if (!isCut) throw error;
		written = { ...written, complete: false };
	} finally {
		signal?.removeEventListener('abort', end);
	}
	await session.check('rateLimit', 'Sonar’s limit of requests', () => checkRateLimit(session));
	return {
		findings: session.findings,
		left: written.left,
		report: {
			probe: version,
			node: process.version,
			date: new Date().toISOString().slice(0, 10),
			mode: written.mode,
			requests: line.sent,
			seconds: Math.round((performance.now() - start) / 100) / 10,
			complete: written.complete,
			findings: session.publicFindings,
		},
	};
}
