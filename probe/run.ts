import { version } from '../package.json';
import type { Finding } from './finding';
import { Ended, Line, NoAnswer, type LineOptions } from './http/Line';
import { readAll } from './reading';
import { checkRateLimit, checkToken } from './reading/token';
import { Scrubber } from './Scrubber';
import { Session } from './Session';
import { writeAll, type Asking, type Targets, type Writing } from './writing';

/** Without an account and a ticket nothing is written. */
export interface ProbeOptions extends LineOptions, Targets, Asking {
	/** Hears which row is next, and that it is one of so many. */
	onStart?: (what: string, number: number, total: number) => void;
	onFinding?: (finding: Finding) => void;
	/** Hears whose token it is; that is for the terminal only. */
	onUser?: (name: string) => void;
	/** Aborted by whoever wants the probe to stop and to clean up. */
	signal?: AbortSignal;
}

/** How many rows there are: of what only reads, and of each that writes. */
export const ROWS = { reading: 49, account: 15, ticket: 5 };

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
	/** What it changed and could not put back, as it was before; for the terminal only. */
	changed: string[];
}

/**
 * Asks an instance of Sonar everything that the probe knows to ask.
 *
 * @throws Unusable if the address or the token is not right
 * @throws NoAnswer if the instance cannot be reached
 */
export async function runProbe(options: ProbeOptions): Promise<Probed> {
	const { origin, token, account, ticket, signal, onUser, onFinding } = options;
	const start = performance.now();
	const line = new Line(options);
	const scrubber = new Scrubber(token);
	const { host, hostname } = new URL(origin);
	scrubber.know(host, hostname, hostname.split('.')[0]!, account ?? '', ticket ?? '');
	const total =
		ROWS.reading +
		(account === undefined ? 0 : ROWS.account) +
		(ticket === undefined ? 0 : ROWS.ticket);
	const session = new Session(line, origin, scrubber, onFinding, (what, number) =>
		options.onStart?.(what, number, total),
	);
	const end = () => line.end();
	if (signal?.aborted) end();
	signal?.addEventListener('abort', end, { once: true });

	let written: Writing = { mode: 'reading', complete: true, left: [], changed: [] };
	try {
		const user = await checkToken(session);
		onUser?.(user);
		await readAll(session);
		if (account !== undefined || ticket !== undefined)
			written = await writeAll(session, { account, ticket }, options);
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
		changed: written.changed,
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
