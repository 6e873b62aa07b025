import { writeFileSync } from 'node:fs';

import { parseArguments, UsageError } from './arguments';
import { NoAnswer } from './http/Line';
import { Unusable } from './reading/token';
import { isGood, summarize, toTable } from './report';
import { runProbe } from './run';
import { askHidden, confirm } from './terminal';

/** Exit status: something is not handled. */
const NOT_HANDLED = 1;
/** Exit status: not everything was asked. */
const FAILED = 2;

async function main(): Promise<number> {
	const { origin, report: path, account, ticket } = parseArguments(process.argv.slice(2));
	const token = await readToken();
	const stop = new AbortController();
	let open: string[] = [];
	const onSignal = () => {
		if (stop.signal.aborted) {
			sayByHand(open);
			process.exit(FAILED);
		}
		process.stderr.write('\nStopping, and undoing what was done. Ctrl-C again ends at once.\n');
		stop.abort();
	};
	process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
	const probing = runProbe({
		origin,
		token,
		account,
		ticket,
		confirm,
		onChanged: (byHand) => (open = byHand),
		signal: stop.signal,
		onUser: (name) => console.log(`The token is of the user ${name}.`),
		onStart: (what, number, total) => process.stderr.write(`[${number} of ${total}] ${what} … `),
		onFinding: ({ verdict, answer }) => process.stderr.write(`${verdict}: ${answer}\n`),
	});
	const { report, findings, left, changed } = await probing.catch((error: unknown) => {
		sayByHand(open);
		throw error;
	});
	process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
	console.log(`\n${toTable(findings, process.stdout.columns)}\n${summarize(report)}`);
	if ((account ?? ticket) !== undefined && report.mode === 'reading')
		console.log('Nothing was written.');
	if (left.length > 0) console.log(`Please delete these files in Sonar:\n${left.join('\n')}`);
	sayByHand(changed);
	// The last of all, so that nothing is lost if the file cannot be written.
	writeFileSync(path, `${JSON.stringify(report, null, '\t')}\n`);
	console.log(
		`The report is in ${path}. It holds no token, address, name or id: words of Sonar’s that may be one are left out there. Please attach it to an issue.`,
	);
	if (!report.complete) return FAILED;
	return isGood(report) ? 0 : NOT_HANDLED;
}

/** What was or may have been changed, and how it was before. */
function sayByHand(byHand: readonly string[]): void {
	if (byHand.length > 0)
		console.log(`Please put this back in Sonar, where it is not so:\n${byHand.join('\n')}`);
}

/** @throws UsageError */
async function readToken(): Promise<string> {
	const given = process.env.SONAR_TOKEN?.trim();
	if (given) return given;
	if (!process.stdin.isTTY) throw new UsageError('Set SONAR_TOKEN to a personal access token.');
	const typed = await askHidden('Personal access token (it is not shown): ');
	if (!typed) throw new UsageError('Without a personal access token there is nothing to ask.');
	return typed;
}

main().then(
	(code) => (process.exitCode = code),
	(error: unknown) => {
		const isOurs =
			error instanceof UsageError || error instanceof Unusable || error instanceof NoAnswer;
		// A stack may hold what a request was sent with.
		console.error(isOurs ? error.message : `The probe failed: ${String(error)}`);
		process.exitCode = FAILED;
	},
);
