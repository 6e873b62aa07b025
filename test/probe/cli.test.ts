import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import type { Report } from '../../probe/run';
import type { Sonar } from '../sonar';
import { ACCOUNT, OWN_TICKET } from './books';
import { booksOf, startFull } from './probing';

const PROJECT = resolve(__dirname, '../..');
const FOLDER = mkdtempSync(join(tmpdir(), 'probe-'));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

interface Ran {
	code: number | null;
	output: string;
}

/** The probe as a process of its own; `answers` is what is typed. */
function start(args: string[], token: string, answers = '', cwd = PROJECT) {
	const child = spawn(process.execPath, ['probe', ...args], {
		cwd,
		env: { ...process.env, SONAR_TOKEN: token },
	});
	child.stdin.end(answers);
	let output = '';
	for (const stream of [child.stdout, child.stderr])
		stream.setEncoding('utf8').on('data', (text: string) => (output += text));
	const ended = once(child, 'close').then(([code]): Ran => ({ code: code as number, output }));
	return { child, ended };
}

function argumentsFor(sonar: Sonar, name: string, ...others: string[]): [string[], () => Report] {
	const path = join(FOLDER, name);
	const report = () => JSON.parse(readFileSync(path, 'utf8')) as Report;
	return [['--url', sonar.url, '--report', path, ...others], report];
}

const writing = ['--write', '--account', ACCOUNT];

describe('npm run probe', () => {
	it('says how to install it', async () => {
		copyFileSync(join(PROJECT, 'probe/index.js'), join(FOLDER, 'probe'));
		const { code, output } = await start([], '', '', FOLDER).ended;
		expect(output).toContain('`npm ci --prefix probe`');
		expect(code).toBe(2);
	});

	it('prints a table, writes the report, and ends well if nothing is not handled', async () => {
		const sonar = await startFull();
		const [args, report] = argumentsFor(sonar, 'read.json');
		const { code, output } = await start(args, sonar.token).ended;
		expect(output).toContain('The token is of the user test.');
		expect(output).toMatch(/\[4 of 49\] Types that files can be linked to … as expected: 25 types/);
		expect(output).toMatch(/│ Attributes to sort by +│ All 6 taken +│ as expected +│/);
		expect(output).toMatch(
			/\d+ as expected, 0 handled, 0 not handled, 0 not seen\. \d+ requests in /,
		);
		expect(output).not.toContain(sonar.token);
		expect(code).toBe(0);
		expect(report()).toMatchObject({ probe: '0.1.0', mode: 'reading', complete: true });
		expect(JSON.stringify(report())).not.toContain('test.');
	});

	it('asks before it writes, and ends with 1 if something is not handled', async () => {
		const sonar = await startFull({ characters: ['eachOfManyRefused'] });
		const before = booksOf(sonar);
		const [args, report] = argumentsFor(sonar, 'write.json', ...writing);
		const { code, output } = await start(args, sonar.token, 'y\n').ended;
		expect(output).toContain(`account ${ACCOUNT} (Quendolin Hapsburg), and delete them all again.`);
		expect(output).toContain('**not handled**: Set Files');
		expect(code).toBe(1);
		expect(report().mode).toBe('writing');
		expect(booksOf(sonar)).toEqual(before);
	});

	it.each(['n\n', '\n', ''])('writes nothing for the answer %j', async (answer) => {
		const sonar = await startFull();
		const [args] = argumentsFor(sonar, 'not.json', ...writing);
		const { code, output } = await start(args, sonar.token, answer).ended;
		expect(output).toContain('Nothing was written.');
		expect(code).toBe(0);
		expect(sonar.log.filter(({ operation }) => operation === 'mutation')).toEqual([]);
	});

	it('deletes what it made when Ctrl-C stops it, and ends with 2', async () => {
		let interrupt = () => {};
		const sonar = await startFull({
			onRequest: ({ stored }) => (stored?.length === 4 ? interrupt() : undefined),
		});
		const before = booksOf(sonar);
		const [args, report] = argumentsFor(sonar, 'stopped.json', ...writing);
		const { child, ended } = start(args, sonar.token, 'y\n');
		interrupt = () => child.kill('SIGINT');
		const { code, output } = await ended;
		expect(output).toContain('Stopping, and undoing what was done.');
		expect(code).toBe(2);
		expect(report().complete).toBe(false);
		// What was under way has its answer; what was not sent cannot be stored.
		const deletion = report().findings.find(({ id }) => id === 'deletion');
		expect(deletion?.answer).toMatch(/^All \d+ deleted$/);
		expect(sonar.log.some(({ fields }) => fields?.some(({ name }) => name === 'deleteFile'))).toBe(
			true,
		);
		expect(booksOf(sonar)).toEqual(before);
	});

	it('ends at once when Ctrl-C comes again, and says what to put back by hand', async () => {
		let interrupt = () => {};
		const sonar = await startFull({
			// The first change, and the first that puts something back.
			onRequest: ({ fields = [] }) => {
				for (const { name, args } of fields)
					if (name === 'updateTicket' && JSON.stringify(args).includes('"priority"')) interrupt();
			},
		});
		const [args] = argumentsFor(sonar, 'ended.json', '--write', '--ticket', OWN_TICKET);
		const { child, ended } = start(args, sonar.token, 'y\n');
		interrupt = () => child.kill('SIGINT');
		const { code, output } = await ended;
		expect(output).toContain('Ctrl-C again ends at once.');
		expect(output).toMatch(
			/Please put this back in Sonar, where it is not so:\nTicket \d+: set the priority to HIGH;/,
		);
		expect(output).not.toContain('The report is in');
		expect(code).toBe(2);
	});

	it('takes no token as an argument, and says what is wrong with one', async () => {
		const sonar = await startFull();
		const [args] = argumentsFor(sonar, 'wrong.json');
		const refused = await start([...args, sonar.token], '').ended;
		expect(refused.output).toMatch(/^The token is no argument/);
		expect(sonar.log).toEqual([]);
		const wrong = await start(args, 'eyWrongToken').ended;
		expect(wrong.output).toContain('(HTTP 200): “Unauthenticated.”');
		const none = await start(args, '').ended;
		expect(none.output).toContain('Set SONAR_TOKEN');
		expect([refused, wrong, none].map(({ code }) => code)).toEqual([2, 2, 2]);
		expect(refused.output + wrong.output + none.output).not.toMatch(/eyWrong|at .*\.ts:/);
		expect(refused.output).not.toContain(sonar.token);
	});
});
