import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';

import type { SonarOptions } from '.';
import { startClient, type Client } from './client';

let sonar: Client;

const start = async (options?: SonarOptions) => (sonar = await startClient(options));

afterEach(async () => await sonar.close());

describe('upload and download', () => {
	it('stores files under their names and gives them back', async () => {
		await start();
		const response = await sonar.upload(
			['first', 'myFile.pdf', 'application/pdf'],
			['zwei', 'Übersicht 日本.txt', 'text/plain'],
		);
		expect(await response.json()).toEqual({
			files: [
				{ id: 61, filename: 'myFile.pdf', stored: true, failure_message: null },
				{
					id: 62,
					filename: 'Übersicht 日本.txt',
					stored: true,
					failure_message: null,
				},
			],
		});
		expect(sonar.log[0]?.stored).toEqual([
			{ id: '61', sent: 'myFile.pdf' },
			{ id: '62', sent: 'Übersicht 日本.txt' },
		]);
		expect(sonar.files[0]).toMatchObject({
			id: '61',
			mime_type: 'application/pdf',
			file_size_in_bytes: '5',
			fileable_id: null,
		});
		const file = await sonar.download('62');
		expect(file.headers.get('content-length')).toBe('4');
		expect(await file.text()).toBe('zwei');
		expect(sonar.content('61').toString()).toBe('first');
		expect((await sonar.download('63')).status).toBe(404);
	});

	it('refuses single files', async () => {
		await start({ largestFileInBytes: 3 });
		const response = await sonar.upload(
			['abc', 'a.txt'],
			['abcd', 'b.txt'],
			['x', 'c.EXE'],
			['', 'd.txt'],
		);
		const files = [
			{ id: 61, filename: 'a.txt', stored: true, failure_message: null },
			{ id: null, filename: 'b.txt', stored: false, failure_message: 'The file is too large.' },
			{
				id: null,
				filename: 'c.EXE',
				stored: false,
				failure_message: 'The file type is not allowed.',
			},
			{ id: 62, filename: 'd.txt', stored: true, failure_message: null },
		];
		expect(await response.json()).toEqual({ files });
		expect(readdirSync(join(sonar.files[0]?.path ?? '', '..'))).toHaveLength(2);
	});

	it('drops what comes after the twentieth file', async () => {
		await start();
		const files = Array.from({ length: 23 }, (_, n): [string, string] => ['x', `${n}.txt`]);
		const answer = (await (await sonar.upload(...files)).json()) as { files: unknown[] };
		expect(answer.files).toHaveLength(20);
		expect(sonar.files).toHaveLength(20);
		expect(sonar.log[0]?.parts).toBe(23);
	});

	it('refuses requests that are no upload', async () => {
		await start({ largestRequestInBytes: 1000 });
		expect((await sonar.upload()).status).toBe(422);
		expect((await sonar.upload(['x', 'a.txt', '', 'file'])).status).toBe(422);
		expect((await sonar.upload(['x'.repeat(1000), 'a.txt'])).status).toBe(413);
		const multipart = { 'content-type': 'multipart/form-data; boundary=x' };
		expect((await sonar.post('/api/files', '--x\r\nbroken', multipart)).status).toBe(400);
		const chunked = request(`${sonar.url}/api/files`, {
			method: 'POST',
			headers: { ...sonar.bearer, ...multipart, 'transfer-encoding': 'chunked' },
		});
		chunked.end('--x--');
		const [response] = (await once(chunked, 'response')) as [IncomingMessage];
		expect(response.resume().statusCode).toBe(411);
		expect(sonar.files).toEqual([]);
	});

	it('stores nothing of a request that breaks off', async () => {
		await start();
		await sonar.addFile({ filename: 'a.txt', content: 'a' });
		const folder = join(sonar.files[0]?.path ?? '', '..');
		const head = [
			'POST /api/files HTTP/1.1',
			'Host: sonar',
			`Authorization: Bearer ${sonar.token}`,
			'Content-Length: 9999',
			'Content-Type: multipart/form-data; boundary=x',
		];
		const part = '--x\r\nContent-Disposition: form-data; name="files[]"; filename="b.txt"\r\n\r\n';
		const socket = connect(Number(new URL(sonar.url).port), '127.0.0.1');
		socket.write(`${head.join('\r\n')}\r\n\r\n${part}${'b'.repeat(5000)}`);
		while (readdirSync(folder).length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
		socket.destroy();
		while (readdirSync(folder).length > 1) await new Promise((resolve) => setTimeout(resolve, 5));
		expect(sonar.files).toHaveLength(1);
		expect(sonar.log[0]?.status).toBe(0);
	});

	it('gives up on a request whose client was gone before it was read', async () => {
		await start({ latencyInMilliseconds: 20 });
		const socket = connect(Number(new URL(sonar.url).port), '127.0.0.1');
		socket.write(
			`POST /api/files HTTP/1.1\r\nHost: sonar\r\nAuthorization: Bearer ${sonar.token}\r\nContent-Length: 9\r\nContent-Type: multipart/form-data; boundary=x\r\n\r\n`,
		);
		while (sonar.log.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
		socket.destroy();
		await new Promise((resolve) => setTimeout(resolve, 60));
		// It waits for all requests to end.
		await sonar.close();
		expect(sonar.log[0]?.status).toBe(0);
	});

	it('redirects downloads to an origin that needs no token', async () => {
		await start({ redirectDownloads: 'http://localhost:{port}' });
		await sonar.addFile({ filename: 'a.txt', content: 'content' });
		expect(await (await sonar.download('61', { headers: {} })).json()).toHaveProperty('error');
		const response = await sonar.download('61', { redirect: 'manual', headers: sonar.bearer });
		expect(response.headers.get('location')).toMatch(/^http:\/\/localhost:\d+\/objects\/61$/);
		expect(await (await fetch(`${sonar.url}/objects/61`)).text()).toBe('content');
		expect(sonar.log.map(({ path, authorization }) => [path, authorization])).toEqual([
			['/api/files/61', false],
			['/api/files/61', true],
			['/objects/61', false],
		]);
	});
});
