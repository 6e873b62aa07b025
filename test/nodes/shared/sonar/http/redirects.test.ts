import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';

import { isInside } from '../../../../../nodes/shared/sonar/http/network';
import { SonarClient } from '../../../../../nodes/shared/sonar/http/SonarClient';
import type { SonarHost } from '../../../../../nodes/shared/sonar/http/SonarHost';

/** One of the internet, whose address is never asked for. */
const ORIGIN = 'https://203.0.114.7';

let server: Server;
let location = '';
const arrived: string[] = [];
const sent: string[] = [];

beforeAll(async () => {
	server = createServer((request, response) => {
		arrived.push(request.url!);
		if (request.url === '/api/files/61') response.writeHead(302, { location });
		response.end('content');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
beforeEach(() => void (arrived.length = sent.length = 0));
afterAll(async () => await new Promise((resolve) => server.close(resolve)));

/** As if all the internet were one server. */
const host: SonarHost = {
	origin: ORIGIN,
	account: 'redirects',
	async send({ url, method, signal }) {
		sent.push(url);
		const { port } = server.address() as AddressInfo;
		const { pathname } = new URL(url);
		const answer = await fetch(`http://127.0.0.1:${port}${pathname}`, {
			method,
			signal,
			redirect: 'manual',
		});
		const headers = Object.fromEntries(answer.headers);
		return { status: answer.status, headers, body: Readable.fromWeb(answer.body as never) };
	},
	hideToken: (text) => text,
	sleep: async () => await Promise.resolve(),
	waits: () => undefined,
};

async function download(to: string): Promise<string> {
	location = to;
	return await new SonarClient(host).send({
		method: 'GET',
		path: '/api/files/61',
		headers: {},
		repeat: 'safe',
		receive: async ({ body }) => Buffer.concat(await body.toArray()).toString(),
	});
}

describe('A download that is redirected', () => {
	it('elsewhere in the internet is followed', async () => {
		expect(await download('https://203.0.114.8/objects/61')).toBe('content');
		expect(arrived).toEqual(['/api/files/61', '/objects/61']);
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
	])('into a network of n8n’s own is not: %s', async (to) => {
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
	])('over something else than https is not: %s', async (to) => {
		await expect(download(to)).rejects.toMatchObject({ code: 'redirect' });
		expect(sent).toEqual([`${ORIGIN}/api/files/61`]);
	});
});

describe('A network', () => {
	it.each([
		'https://203.0.114.8',
		'https://8.8.8.8',
		'https://[2001:4860::8888]',
		'https://x.invalid',
	])('is not n8n’s own for %s', async (url) => {
		expect(await isInside(new URL(url))).toBe(false);
	});
});
