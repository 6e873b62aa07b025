import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import { isInside } from '../../../../../nodes/shared/sonar/http/redirects';
import { SonarClient } from '../../../../../nodes/shared/sonar/http/SonarClient';
import type { SonarHost } from '../../../../../nodes/shared/sonar/http/types';
import { sendByFetch } from './sendByFetch';

/** One of the internet, whose address is never asked for. */
const ORIGIN = 'https://203.0.114.7';

let server: Server;
let status: number;
/** That of the answer to the download; others by their paths. */
let location: string | undefined;
const arrived: string[] = [];
const sent: string[] = [];
/** Of the requests, in their order: whether the token went along, and whether it was ended. */
const tokens: boolean[] = [];
const signals: AbortSignal[] = [];

beforeAll(async () => {
	server = createServer((request, response) => {
		arrived.push(request.url!);
		const hops = /^\/hops\/(\d+)$/.exec(request.url!);
		if (hops && hops[1] !== '0') response.writeHead(307, { location: `${Number(hops[1]) - 1}` });
		if (request.url === '/api/files/61') {
			response.writeHead(status, location === undefined ? {} : { location });
		}
		response.end('content');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
beforeEach(() => {
	status = 302;
	arrived.length = sent.length = tokens.length = signals.length = 0;
});
afterAll(async () => await new Promise((resolve) => server.close(resolve)));

/** As if all the internet were one server. */
const host: SonarHost = {
	origin: ORIGIN,
	account: 'redirects',
	async send(call) {
		const { url } = call;
		sent.push(url);
		tokens.push(call.withToken);
		signals.push(call.signal);
		const { port } = server.address() as AddressInfo;
		const { pathname } = new URL(url);
		return await sendByFetch(`http://127.0.0.1:${port}${pathname}`, call);
	},
	hideToken: (text) => text,
	sleep: async () => await Promise.resolve(),
	onRateLimitWait: () => undefined,
};

async function download(to?: string, from = host, receive = text): Promise<string> {
	location = to;
	return await new SonarClient(from).send({
		method: 'GET',
		path: '/api/files/61',
		headers: {},
		repeat: 'safe',
		receive: async ({ body }) => await receive(body),
	});
}

describe('A download that is redirected', () => {
	it('to another host on the internet is followed', async () => {
		expect(await download('https://203.0.114.8/objects/61')).toBe('content');
		expect(arrived).toEqual(['/api/files/61', '/objects/61']);
		expect(tokens).toEqual([true, false]);
	});

	it('within the instance keeps the token', async () => {
		expect(await download('../other/61')).toBe('content');
		expect(sent[1]).toBe(`${ORIGIN}/api/other/61`);
		expect(tokens).toEqual([true, true]);
	});

	it('is followed five times, and no further', async () => {
		expect(await download('/hops/4')).toBe('content');
		expect(arrived).toHaveLength(6);
		await expect(download('/hops/5')).rejects.toMatchObject({ code: 'redirect', status: 307 });
		expect(arrived).toHaveLength(12);
	});

	it('releases the answers that it does not read or cannot read', async () => {
		await download('/objects/61');
		expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
		const fail = async () => await Promise.reject(new Error('no space'));
		await expect(download('/objects/61', host, fail)).rejects.toMatchObject({ code: 'bug' });
		expect(signals[3]!.aborted).toBe(true);
	});

	it.each([300, 302, 399])('by HTTP %p without a target is an error', async (code) => {
		status = code;
		await expect(download()).rejects.toMatchObject({
			code: 'redirect',
			status: code,
			message: `The instance URL redirects (HTTP ${code}) instead of answering`,
		});
		expect(sent).toEqual([`${ORIGIN}/api/files/61`]);
	});

	it('names the origin of its target alone, since the rest may hold a secret', async () => {
		await expect(download('http://a.example/x?token=1')).rejects.toMatchObject({
			message: 'The instance URL redirects to http://a.example (HTTP 302) instead of answering',
		});
	});

	it.each([
		[400, 'invalid'],
		[404, 'notFound'],
		[499, 'refused'],
	])('is not followed under HTTP %p, and its body is no file', async (code, failure) => {
		status = code;
		await expect(download('/objects/61')).rejects.toMatchObject({ code: failure, status: code });
		expect(arrived).toHaveLength(1);
	});

	it.each([
		'https://127.0.0.1/',
		'https://localhost/',
		'https://LOCALHOST./',
		'https://0x7f.1/',
		'https://2130706433/',
		'https://10.1.2.3/',
		'https://172.31.0.1/',
		'https://192.168.1.1/',
		'https://169.254.169.254/latest/meta-data',
		'https://100.64.0.1/',
		'https://0.0.0.0/',
		'https://[::1]/',
		'https://[::ffff:127.0.0.1]/',
		'https://[::ffff:a00:1]/',
		'https://[fd00::1]/',
		'https://[fe80::1]/',
		'https://[64:ff9b::7f00:1]/',
		'https://a.localhost/',
		'https://017700000001/',
		'https://[::ffff:0:127.0.0.1]/',
		'https://[64:ff9b:1::a00:1]/',
		'https://[fec0::1]/',
		'https://[2001:db8::1]/',
		'https://192.0.2.1/',
	])('into n8n’s own network is not followed: %s', async (to) => {
		await expect(download(to)).rejects.toMatchObject({
			code: 'redirectInside',
			message: expect.stringContaining('an address of n8n’s own network') as string,
		});
		expect(sent).toEqual([`${ORIGIN}/api/files/61`]);
	});

	it.each([
		'http://203.0.114.8/',
		'ftp://203.0.114.8/',
		'file:///etc/passwd',
		'data:text/plain,x',
		'javascript:1',
		'gopher://127.0.0.1/',
		'//[',
	])('to anything but https is not followed: %s', async (to) => {
		await expect(download(to)).rejects.toMatchObject({ code: 'redirect' });
		expect(sent).toEqual([`${ORIGIN}/api/files/61`]);
	});

	it.each(['ftp://localhost/', 'gopher://127.0.0.1/', 'http://203.0.114.8/'])(
		'from a local instance to anything but https or local http is not followed: %s',
		async (to) => {
			const local = { ...host, origin: 'http://localhost:3000' };
			await expect(download(to, local)).rejects.toMatchObject({ code: 'redirect' });
			expect(await download('http://127.0.0.1:9000/', local)).toBe('content');
		},
	);
});

describe('A network', () => {
	it.each([
		'https://203.0.114.8',
		'https://8.8.8.8',
		'https://[2001:4860::8888]',
		'https://x.invalid',
		'https://localhost.example',
		'https://10.0.0.1.example',
		'https://notlocalhost',
	])('is not n8n’s own: %s', (url) => {
		expect(isInside(new URL(url))).toBe(false);
	});
});
