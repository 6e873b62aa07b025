import type { IncomingMessage, ServerResponse } from 'node:http';

import { answerWith, json, reset, status } from '../../faults/answers';
import { Kit } from '../kit';
import { scaleTime } from '../scaledTime';

let kit: Kit;
beforeAll(async () => (kit = await Kit.start()));
afterAll(async () => await kit.stop());
beforeEach(scaleTime);
beforeEach(() => kit.sonar.clearLog());

const newFile = async () => await kit.sonar.addFile({ filename: 'a.txt', content: 'a' });

describe('Download', () => {
	const download = async (id: string) =>
		await kit.run({
			type: 'sonarDownloadFile',
			parameters: { fileId: id },
			onError: 'continueRegularOutput',
		});

	it.each([
		['a broken connection', reset],
		['503', status(503)],
		['the rate limit', status(429)],
		['the rate limit under 200', status(200, '{"error":"Request limit of 400/min reached."}')],
		[
			'a body that breaks off',
			(_request: IncomingMessage, response: ServerResponse) => {
				response.writeHead(200, { 'content-length': '1000' });
				response.write('a', () => response.destroy());
			},
		],
		['a body that ends too early', status(200, '')],
	])('is tried again on %s', async (_, answer) => {
		const id = await newFile();
		answerWith(kit.sonar, '/api/files', answer);
		const { items } = await download(id);
		expect(items[0]!.json.error).toBeUndefined();
		expect((await kit.engine.readBinary(items[0]!.binary!.data!)).toString()).toBe('a');
		expect(kit.calls).toHaveLength(3);
	});

	it.each([
		[401, 'did not accept the access token'],
		[403, 'has no permission for this'],
		[404, 'Sonar found nothing there (HTTP 404): Gone'],
		[500, 'Sonar’s server failed'],
	])('that is refused with %p fails for good', async (code, message) => {
		const id = await newFile();
		answerWith(kit.sonar, '/api/files', status(code, '{"message":"Gone"}'));
		const { items } = await download(id);
		expect(items[0]!.json.error).toContain(message);
		expect(kit.calls).toHaveLength(2);
	});

	it.each([
		['null', { f0: null }],
		['no entities', { f0: { entities: null } }],
		['another file', { f0: { entities: [{ id: '1' }] } }],
	])('finds no file in an answer with %s', async (_, data) => {
		const id = await newFile();
		answerWith(kit.sonar, '/api/graphql', json({ data }));
		const { items } = await download(id);
		expect(items[0]!.json.error).toContain(`Sonar has no file with the id ${id}`);
		expect(kit.calls).toHaveLength(1);
	});

	it('gives up on redirects that go round in circles', async () => {
		const id = await newFile();
		const circle = status(302, '', { location: `/api/files/${id}` });
		answerWith(kit.sonar, '/api/files', ...Array.from({ length: 6 }, () => circle));
		const { items } = await download(id);
		expect(items[0]!.json.error).toContain('redirects');
		expect(kit.calls).toHaveLength(7);
	});
});
