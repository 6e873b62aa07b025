import type { IncomingHttpHeaders } from 'node:http';
import { json } from 'node:stream/consumers';

import { runDocument } from '../../../../../nodes/shared/sonar/graphql/runDocument';
import { SonarClient } from '../../../../../nodes/shared/sonar/http/SonarClient';
import { useQuietServer } from '../http/quietServer';

const quiet = useQuietServer();

const run = async () =>
	await runDocument(
		new SonarClient(quiet.host()),
		{
			query: 'query($v0: Int64Bit) { f0: files(id: $v0) { entities { id } } }',
			variables: { v0: '1' },
		},
		{ repeat: 'safe' },
	);

const answerWith = (text: string, status = 200) => {
	quiet.answer = (_, response) => void response.writeHead(status).end(text);
};

describe('A document', () => {
	it('is sent as JSON, and accepts nothing but JSON', async () => {
		let headers: IncomingHttpHeaders = {};
		let body: unknown;
		quiet.answer = (request, response) => {
			headers = request.headers;
			void json(request).then((read) => {
				body = read;
				response.end('{"data":{"f0":{"id":9007199254740993}}}');
			});
		};
		expect(await run()).toEqual({ data: { f0: { id: '9007199254740993' } }, errors: [] });
		expect(headers).toMatchObject({
			accept: 'application/json',
			'content-type': 'application/json',
		});
		expect(body).toEqual({
			query: expect.stringContaining('f0: files') as string,
			variables: { v0: '1' },
		});
	});

	it('may be answered with data and errors', async () => {
		answerWith('{"data":{"f0":null},"errors":[{"message":"No.","path":["f0"]}]}', 203);
		expect(await run()).toMatchObject({
			data: { f0: null },
			errors: [{ alias: 'f0', error: { message: 'Sonar answered: No.' } }],
		});
	});

	it.each(['{"errors":[{"message":"No."}]}', '{"data":null,"errors":["No."]}', '{"errors":"No."}'])(
		'may be refused: %s',
		async (text) => {
			answerWith(text);
			const { data, errors } = await run();
			expect(data).toBeUndefined();
			expect(errors.map(({ error }) => error.message)).toEqual(['Sonar answered: No.']);
		},
	);

	it.each([
		['{}', 'Sonar answered neither data nor errors'],
		['{"data":[1]}', 'Sonar answered neither data nor errors'],
		['{"data":null,"errors":[]}', 'Sonar answered neither data nor errors'],
		['<html>', 'The instance URL does not answer as Sonar’s API does: it sent a web page'],
	])('is not answered by %s', async (text, message) => {
		answerWith(text, 202);
		await expect(run()).rejects.toMatchObject({ code: 'notSonar', message, status: 202 });
	});

	it.each([
		['{"error":"Unauthenticated."}', 'token'],
		['{"data":null,"error":{"message":"Later."}}', 'wordsOnly'],
	])('is refused by the error message %s alone', async (text, code) => {
		answerWith(text);
		await expect(run()).rejects.toMatchObject({ code, status: 200 });
	});

	it('fails as its request does', async () => {
		answerWith('{"message":"No."}', 403);
		await expect(run()).rejects.toMatchObject({ code: 'forbidden', status: 403 });
	});
});
