import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Kit } from './nodes/kit';

let kit: Kit;
beforeAll(async () => (kit = await Kit.start()));
afterAll(async () => await kit.stop());

const test = async (data: { instanceUrl: string; accessToken: string }) =>
	await kit.engine.testCredential('sonarApi', data);

describe('The credential test', () => {
	it.each(['', '/', '/graphiql', '/api/graphql/', '//'])(
		'passes with the right token and "%s" behind the address',
		async (path) => {
			const result = await test({
				instanceUrl: ` ${kit.sonar.url}${path} `,
				accessToken: kit.sonar.token,
			});
			expect(result).toMatchObject({ status: 'OK' });
		},
	);

	it('fails with a wrong token', async () => {
		const result = await test({ instanceUrl: kit.sonar.url, accessToken: 'wrong' });
		expect(result).toMatchObject({ status: 'Error' });
	});

	it('sends no token over plain http to another host', async () => {
		kit.sonar.clearLog();
		// The same server, by an address that is not one of localhost.
		const instanceUrl = kit.sonar.url.replace('127.0.0.1', '0.0.0.0');
		const result = await test({ instanceUrl, accessToken: kit.sonar.token });
		expect(result).toMatchObject({ status: 'Error' });
		expect(kit.sonar.log).toEqual([]);
	});

	it.each([
		['errors under HTTP 200', '{"data":null,"errors":[{"message":"Unauthenticated."}]}'],
		['an empty me', '{"data":{"me":null}}'],
		['an HTML page', '<!doctype html><title>Sonar</title>'],
		['other JSON', '{"ok":true}'],
	])('fails on %s', async (_, body) => {
		const server = createServer((_request, response) => response.end(body)).listen(0, '127.0.0.1');
		await new Promise((resolve) => server.once('listening', resolve));
		const { port } = server.address() as AddressInfo;
		const result = await test({ instanceUrl: `http://127.0.0.1:${port}`, accessToken: 'x' });
		server.close();
		expect(result).toMatchObject({ status: 'Error' });
	});
});
