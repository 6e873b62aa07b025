import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { json, text } from 'node:stream/consumers';

import {
	uploadFiles,
	type FileToUpload,
} from '../../../../../nodes/shared/sonar/files/uploadFiles';
import type { HttpAnswer, HttpCall } from '../../../../../nodes/shared/sonar/http/types';
import { SonarClient } from '../../../../../nodes/shared/sonar/http/SonarClient';
import { useQuietServer, type GraphqlBody } from '../http/quietServer';

const quiet = useQuietServer();

/** Sends a body as n8n does, by piping form-data's stream into the request. */
async function send({ url, method, headers, body, signal }: HttpCall): Promise<HttpAnswer> {
	const sent = request(url, { method, headers, signal });
	if (body === undefined || typeof body === 'string') sent.end(body);
	else (body as Readable).on('error', (error) => sent.destroy(error)).pipe(sent);
	const [answer] = (await once(sent, 'response')) as [IncomingMessage];
	return {
		status: answer.statusCode!,
		headers: answer.headers as HttpAnswer['headers'],
		body: answer,
	};
}

const file = (name: string, more: Partial<FileToUpload> = {}): FileToUpload => ({
	name,
	mimeType: 'text/plain',
	size: 7,
	open: () => Readable.from([Buffer.from('content')]),
	limits: { perRequest: 20, bytesPerRequest: 1_000_000 },
	...more,
});
const unreadable = (name: string) =>
	file(name, { open: () => Readable.from([Buffer.from('cut')]) });
const ALONE = { limits: { perRequest: 1, bytesPerRequest: 1_000_000 } };

/** Sonar's answer to an upload of files with these names. */
type Answer = (names: string[]) => { status?: number; body: unknown };

const store: Answer = (names) => ({
	body: {
		files: names.map((filename) => ({
			id: 60 + Number(filename[0]),
			filename,
			stored: true,
			failure_message: null,
		})),
	},
});

/** Serves uploads, and queries for the unlinked files of user 5. */
function serve(answer: Answer, listed: object[] = []): string[][] {
	const uploads: string[][] = [];
	quiet.answer = (incoming, response) => {
		if (incoming.method === 'GET') return void response.end('content');
		const isUpload = incoming.url === '/api/files';
		const ofUpload = async () => {
			const body = await text(incoming);
			const names = [...body.matchAll(/name="files\[\]"; filename="([^"]+)"/g)].map(
				([, name]) => name!,
			);
			expect(incoming.headers.accept).toBe('application/json');
			uploads.push(names);
			return answer(names);
		};
		const ofQuery = async () => {
			const { query } = (await json(incoming)) as GraphqlBody;
			const page_info = { total_pages: 1, total_count: listed.length };
			const f0 = query.includes('me {') ? { id: '5' } : { entities: listed, page_info };
			return { status: 200, body: { data: { f0 } } };
		};
		// An upload that breaks off gets no answer.
		void (isUpload ? ofUpload() : ofQuery()).then(
			({ status = 200, body }) => response.writeHead(status).end(JSON.stringify(body)),
			() => undefined,
		);
	};
	return uploads;
}

async function upload(files: FileToUpload[], stopOnFailure = false) {
	const client = new SonarClient(quiet.host({ send }));
	const outcomes = await uploadFiles(client, files, { parallelRequests: 1, stopOnFailure });
	return files.map((one) => outcomes.get(one)!);
}

describe('Uploads', () => {
	it('share requests up to the limits of each file, and at most twenty', async () => {
		const uploads = serve(store);
		const many = Array.from({ length: 21 }, (_, index) =>
			file(`${index}.txt`, { limits: { perRequest: 100, bytesPerRequest: 1_000_000 } }),
		);
		await upload([...many, file('30.txt', ALONE)]);
		expect(uploads.map(({ length }) => length)).toEqual([20, 1, 1]);
	});

	it('match each file with its entry, and report what was stored', async () => {
		serve(store);
		expect(await upload([file('1.txt'), file('2.txt')])).toMatchObject([
			{
				status: 'done',
				value: { id: '61', filename: '1.txt', stored: true, failure_message: null },
				effects: [{ verb: 'stored', what: '61 (1.txt)', fileId: '61', sure: true }],
			},
			{ value: { id: '62' } },
		]);
	});

	it('drop a file that cannot be read, and send the others again', async () => {
		const uploads = serve(store);
		expect(await upload([file('1.txt'), unreadable('2.txt'), file('3.txt')])).toMatchObject([
			{ value: { id: '61' } },
			{
				error: {
					code: 'unreadable',
					message: expect.stringMatching(/^The file 2\.txt cannot be read from/) as string,
				},
				effects: [],
			},
			{ value: { id: '63' } },
		]);
		expect(uploads).toEqual([['1.txt', '3.txt']]);
	});

	it('are not repeated if the only file cannot be read', async () => {
		const uploads = serve(store);
		expect(await upload([unreadable('1.txt')])).toMatchObject([{ error: { code: 'unreadable' } }]);
		expect(uploads).toEqual([]);
	});

	it('that are too large together are split in halves', async () => {
		const uploads = serve((names) =>
			names.length > 1 || names[0] === '3.txt' ? { status: 413, body: {} } : store(names),
		);
		expect(await upload([file('1.txt'), file('2.txt'), file('3.txt')])).toMatchObject([
			{ value: { id: '61' } },
			{ value: { id: '62' } },
			{ error: { code: 'tooLarge' }, effects: [] },
		]);
		expect(uploads.map(({ length }) => length)).toEqual([3, 2, 1, 1, 1]);
	});

	it('continue after an unknown outcome that turns out to be stored', async () => {
		const listed = {
			id: 61,
			filename: '1.txt',
			file_size_in_bytes: 7,
			// By the server's clock, which each of its answers tells.
			created_at: new Date(quiet.time.now()).toISOString(),
		};
		const uploads = serve(
			(names) => (names[0] === '1.txt' ? { status: 502, body: {} } : store(names)),
			[listed],
		);
		const files = ['1.txt', '2.txt', '3.txt'].map((name) => file(name, ALONE));
		expect(await upload(files, true)).toMatchObject([
			{ value: { id: '61' }, effects: [{ what: '61 (1.txt)', sure: true }] },
			{ value: { id: '62' } },
			{ value: { id: '63' } },
		]);
		expect(uploads).toHaveLength(3);
	});

	it('end after an outcome that stays unknown, if the run stops on failures', async () => {
		const uploads = serve(() => ({ status: 502, body: {} }));
		const files = [file('1.txt', ALONE), file('2.txt', ALONE)];
		expect(await upload(files, true)).toMatchObject([
			{
				error: { unknownOutcome: 'Whether Sonar stored the files is unknown' },
				effects: [{ verb: 'stored', what: '1.txt', sure: false }],
			},
			{ status: 'skipped' },
		]);
		expect(uploads).toHaveLength(1);
	});

	it('are of unknown outcome if Sonar’s answer omits a file', async () => {
		serve((names) => store(names.slice(1)));
		expect(await upload([file('1.txt'), file('2.txt')])).toMatchObject([
			{ error: { message: 'Sonar’s answer does not say what became of this file' } },
			{ value: { id: '62' } },
		]);
	});
});
