import type { Repeat } from '../../../../../nodes/shared/sonar/http/types';
import { SonarClient } from '../../../../../nodes/shared/sonar/http/SonarClient';
import { useQuietServer } from './quietServer';

const MUTATION: Repeat = { repeat: 'never', unknownOutcome: 'Whether Sonar did it is unknown' };

const quiet = useQuietServer();

async function ask(client: SonarClient, repeat: Repeat = { repeat: 'safe' }): Promise<string> {
	return await client.send({
		method: 'POST',
		path: '/api/graphql',
		headers: {},
		parse: ({ text }) => text,
		...repeat,
	});
}

describe('A request', () => {
	it('that changes something is retried if no connection was made', async () => {
		await quiet.close();
		quiet.whileAsleep = async () => {
			quiet.whileAsleep = async () => await Promise.resolve();
			await quiet.listen();
		};
		expect(await ask(new SonarClient(quiet.host()), MUTATION)).toBe('answered');
		expect(quiet.calls).toBe(1);
	});

	it('that changes something is not retried if its connection broke', async () => {
		quiet.answer = (request) => void request.socket.destroy();
		await expect(ask(new SonarClient(quiet.host()), MUTATION)).rejects.toMatchObject({
			code: 'broken',
			isUnsure: true,
		});
		expect([quiet.calls, quiet.slept]).toEqual([1, 0]);
	});

	it('that only reads is tried four times, with growing pauses', async () => {
		jest.spyOn(Math, 'random').mockReturnValue(0.5);
		quiet.answer = (_, response) => response.writeHead(502).end();
		await expect(ask(new SonarClient(quiet.host()))).rejects.toMatchObject({ code: 'gateway' });
		expect([quiet.calls, quiet.slept]).toEqual([4, 1000 + 2000 + 4000]);
	});

	it.each([
		[0, 750],
		[1, 1250],
	])('is retried with jitter: %p', async (random, pause) => {
		jest.spyOn(Math, 'random').mockReturnValue(random);
		quiet.answer = (_, response) => {
			response.writeHead(quiet.calls === 1 ? 502 : 200).end();
		};
		await ask(new SonarClient(quiet.host()));
		expect(quiet.slept).toBe(pause);
	});

	it.each([
		[300, 2, 300_000],
		[301, 1, 0],
	])(
		'is retried after %p s if Sonar asks for it, but after 300 s at most',
		async (seconds, count, pause) => {
			quiet.answer = (_, response) => {
				response.writeHead(quiet.calls === 1 ? 503 : 200, { 'retry-after': `${seconds}` }).end();
			};
			await ask(new SonarClient(quiet.host())).catch(() => undefined);
			expect([quiet.calls, quiet.slept]).toEqual([count, pause]);
		},
	);

	it('fails when its answer stalls, even if n8n’s helper ignores the signal', async () => {
		quiet.answer = (_, response) => {
			response.writeHead(200).write('begun');
			response.on('close', quiet.time.hold());
		};
		const { send } = quiet.host();
		const deaf = quiet.host({
			send: async (call) => await send({ ...call, signal: new AbortController().signal }),
		});
		await expect(ask(new SonarClient(deaf, 5000), MUTATION)).rejects.toMatchObject({
			code: 'silent',
			message: 'Sonar sent nothing for 5 seconds',
		});
	});

	it('makes a new body for each try and releases it', async () => {
		const bodies: string[] = [];
		quiet.answer = (_, response) => {
			response.writeHead(quiet.calls < 3 ? 502 : 200).end();
		};
		await new SonarClient(quiet.host()).send({
			method: 'POST',
			path: '/api/files',
			headers: {},
			repeat: 'safe',
			body() {
				const count = bodies.push('made');
				return {
					data: 'text',
					headers: {},
					release: () => void (bodies[count - 1] += ' and released'),
				};
			},
			parse: () => undefined,
		});
		expect(bodies).toEqual(Array(3).fill('made and released'));
	});

	it.each<[string, unknown, string]>([
		['the user cancels the execution', undefined, 'canceled'],
		['a poll takes too long', new DOMException('', 'TimeoutError'), 'overtime'],
	])('fails during a pause if %s', async (_, reason, code) => {
		const stop = new AbortController();
		quiet.answer = (_request, response) => response.writeHead(502).end();
		quiet.whileAsleep = async () => {
			stop.abort(reason);
			await new Promise<void>(() => undefined);
		};
		const client = new SonarClient(quiet.host({ cancel: stop.signal }));
		await expect(ask(client)).rejects.toMatchObject({ code });
		expect(quiet.calls).toBe(1);
	});
});

describe('A rate limit', () => {
	const LIMIT = '{"error":"Request limit of 400/min reached."}';
	const MINUTES = 5 * 60_000;

	it.each([
		['0', 0],
		['0.5', 0],
		['in the past', -3000],
	])('with Retry-After %s is retried once a minute, not at once', async (header, offset) => {
		quiet.answer = (_, response) => {
			const date = new Date(quiet.time.now() + offset).toUTCString();
			response.writeHead(429, { 'retry-after': offset ? date : header }).end(LIMIT);
		};
		await expect(ask(new SonarClient(quiet.host()))).rejects.toMatchObject({ code: 'rateLimit' });
		expect(quiet.slept).toBeLessThanOrEqual(MINUTES);
		expect(quiet.calls).toBeLessThanOrEqual(6);
	});

	it.each([0, 3600, -3600])(
		'ends at the date of Retry-After by Sonar’s clock, %p s ahead of this one',
		async (ahead) => {
			quiet.answer = (_, response) => {
				const sonarNow = quiet.time.now() + ahead * 1000;
				const date = new Date(sonarNow).toUTCString();
				if (quiet.calls > 1) return void response.end('answered');
				const later = new Date(sonarNow + 20_000).toUTCString();
				response.writeHead(429, { date, 'retry-after': later }).end(LIMIT);
			};
			expect(await ask(new SonarClient(quiet.host()))).toBe('answered');
			expect([quiet.calls, quiet.slept]).toEqual([2, 20_250]);
		},
	);

	it.each([200, 400, 429, 503])(
		'is recognized by Laravel’s message under status %p',
		async (status) => {
			quiet.answer = (_, response) => {
				if (quiet.calls > 1) return void response.end('answered');
				const reset = Math.round(quiet.time.now() / 1000) + 12;
				const headers = {
					date: new Date(quiet.time.now()).toUTCString(),
					'x-ratelimit-reset': reset,
				};
				response.writeHead(status, headers).end('{"message":"Too Many Attempts."}');
			};
			expect(await ask(new SonarClient(quiet.host()), MUTATION)).toBe('answered');
			expect([quiet.calls, quiet.slept]).toEqual([2, 12_250]);
		},
	);
});

describe('A refused token', () => {
	it.each([
		[200, '{"error":"Unauthenticated."}'],
		[401, '{"message":"Unauthenticated."}'],
	])('fails all later requests unsent: HTTP %p', async (status, text) => {
		const client = new SonarClient(quiet.host());
		quiet.answer = (_, response) => void response.writeHead(status).end(text);
		const refused = { code: 'token', isUnsure: false };
		await expect(ask(client, MUTATION)).rejects.toMatchObject(refused);
		await expect(ask(client)).rejects.toMatchObject(refused);
		expect(quiet.calls).toBe(1);
		quiet.answer = (_, response) => void response.end('answered');
		expect(await ask(new SonarClient(quiet.host()))).toBe('answered');
	});
});

describe('A message in place of an answer', () => {
	it('leaves open whether Sonar did what was requested', async () => {
		quiet.answer = (_, response) => void response.end('{"error":"The queue is full."}');
		const words = { code: 'wordsOnly', message: 'Sonar answered: The queue is full.' };
		await expect(ask(new SonarClient(quiet.host()), MUTATION)).rejects.toMatchObject({
			...words,
			isUnsure: true,
		});
		await expect(ask(new SonarClient(quiet.host()))).rejects.toMatchObject(words);
		expect(quiet.calls).toBe(2);
	});
});
