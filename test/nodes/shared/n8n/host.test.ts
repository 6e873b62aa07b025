import type { IExecuteFunctions } from 'n8n-workflow';

import { buildHost, readCredential } from '../../../../nodes/shared/n8n/host';
import { clock } from '../../../../nodes/shared/sonar/http/clock';

let now: number;
let lines: string[];
let hints: Array<{ message: string; type?: string; location?: string }>;
let credential: Record<string, unknown>;
let askedFor: unknown[];
beforeEach(() => {
	now = 1_000_000;
	lines = [];
	hints = [];
	askedFor = [];
	credential = { instanceUrl: ' https://a.sonar.software ', accessToken: ' secret ' };
	jest.spyOn(clock, 'now').mockImplementation(() => now);
});

/** The parts of n8n's context that these modules use. */
const context = {
	getNode: () => ({ name: 'Node' }),
	getCredentials: async (...asked: unknown[]) => {
		askedFor.push(asked);
		return await Promise.resolve(credential);
	},
	logger: { info: (line: string) => lines.push(line) },
	addExecutionHints: (hint: (typeof hints)[0]) => hints.push(hint),
} as unknown as IExecuteFunctions;

const hostFor = (accessToken: string) =>
	buildHost(context, { origin: 'https://a.sonar.software', accessToken, account: 'a' });

describe('A credential', () => {
	it('is trimmed, and its account differs by token', async () => {
		const read = await readCredential(context);
		expect(read).toMatchObject({ origin: 'https://a.sonar.software', accessToken: 'secret' });
		expect(read.account).toMatch(/^https:\/\/a\.sonar\.software [0-9a-f]{64}$/);
		expect(askedFor).toEqual([['sonarApi']]);
		credential.accessToken = 'other';
		expect((await readCredential(context)).account).not.toBe(read.account);
	});

	it.each([
		['instanceUrl', 'Instance URL'],
		['accessToken', 'Personal Access Token'],
	])('with an empty %s is an error that names the field', async (name, label) => {
		for (const value of ['', '  ', undefined, 5, null]) {
			credential[name] = value;
			await expect(readCredential(context)).rejects.toMatchObject({
				code: 'credential',
				message: `${label} in the credential is empty`,
			});
		}
	});
});

describe('The signal that cancels a run', () => {
	const { signal } = new AbortController();
	const credentials = { origin: 'https://a.sonar.software', accessToken: 'secret', account: 'a' };

	it('is n8n’s own, unless another one is given', () => {
		const running = { ...context, getExecutionCancelSignal: () => signal } as IExecuteFunctions;
		expect(buildHost(running, credentials).cancel).toBe(signal);
		expect(buildHost(context, credentials).cancel).toBeUndefined();
		const other = new AbortController().signal;
		expect(buildHost(running, credentials, other).cancel).toBe(other);
	});
});

describe('The token', () => {
	it.each([
		['secret', 'a SECRET b secret', 'a … b …'],
		['a.b', 'a.b axb', '… axb'],
		['a$(b', 'x a$(b', 'x …'],
	])('%p is hidden in %p', (token, text, hidden) => {
		expect(hostFor(token).hideToken(text)).toBe(hidden);
	});
});

describe('A pause for the rate limit', () => {
	it('is logged each time, and shown in one hint', () => {
		const host = hostFor('secret');
		host.onRateLimitWait(7250);
		host.onRateLimitWait(7250);
		host.onRateLimitWait(5000);
		expect(lines).toEqual(['Node: waits 8 s for Sonar’s rate limit']);
		now += 1;
		host.onRateLimitWait(7250);
		expect(lines).toHaveLength(2);
		expect(hints.map(({ message }) => message)).toEqual([
			expect.stringContaining('rate limit was reached'),
		]);
	});
});
