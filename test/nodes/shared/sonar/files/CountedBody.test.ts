import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';

import { CountedBody } from '../../../../../nodes/shared/sonar/files/CountedBody';
import { parseFile } from '../../../../../nodes/shared/sonar/files/file';

interface Given {
	pieces: string[];
	headers?: Record<string, string>;
	/** In bytes, as the list states. */
	listed?: unknown;
	type?: string;
}

/** What became of a body, read to its end. */
async function read({ pieces, headers = {}, listed, type = 'image/png' }: Given) {
	let moves = 0;
	const body = new CountedBody(
		{
			headers,
			body: Readable.from(pieces.map((piece) => Buffer.from(piece))),
			moved: () => (moves += 1),
		},
		parseFile({ id: 61, mime_type: type, file_size_in_bytes: listed }, ['file_size_in_bytes']),
	);
	let text = '';
	body.stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
	const thrown: unknown = await finished(body.stream).catch((error: unknown) => error);
	expect(thrown).toBe(body.failure);
	return { text, moves, failure: body.failure, hasOtherSize: body.hasOtherSize };
}

const length = (bytes: number | string) => ({ 'content-length': `${bytes}` });

describe('The body of a download', () => {
	it('goes on as it comes, and is whole with the bytes of its Content-Length', async () => {
		expect(await read({ pieces: ['ab', 'c'], headers: length(3), listed: 3 })).toEqual({
			text: 'abc',
			moves: 2,
			failure: undefined,
			hasOtherSize: false,
		});
	});

	it.each<[string, Given, boolean]>([
		['without any size', { pieces: ['abc'] }, false],
		['of the listed size alone', { pieces: ['abc'], listed: '3' }, false],
		['of another size than listed', { pieces: ['abc'], headers: length(3), listed: 9 }, true],
		['that is empty', { pieces: [], headers: length(0), listed: 0 }, false],
		[
			'that came compressed, whose Content-Length counts other bytes',
			{ pieces: ['abc'], headers: { ...length(99), 'content-encoding': 'gzip' }, listed: 3 },
			false,
		],
		['whose Content-Length is no number', { pieces: ['abc'], headers: length('3a') }, false],
		['whose size in the list is no number', { pieces: ['abc'], listed: 'a3' }, false],
		['whose size is listed as text with blanks', { pieces: ['abc'], listed: ' 9' }, false],
	])('%s is whole', async (_, given, hasOtherSize) => {
		const { text, failure, ...body } = await read(given);
		expect([text, failure]).toEqual([given.pieces.join(''), undefined]);
		expect(body.hasOtherSize).toBe(hasOtherSize);
	});

	it.each<[string, Given, string]>([
		[
			'short of its Content-Length',
			{ pieces: ['ab'], headers: length(3), listed: 9 },
			'2 of the 3',
		],
		['short of the listed size', { pieces: ['ab'], listed: 3 }, '2 of the 3'],
		['longer than that', { pieces: ['abcd'], headers: length(3) }, 'more than the 3'],
		['longer than the list', { pieces: ['ab', 'cd'], listed: 3 }, 'more than the 3'],
	])('%s is not whole', async (_, given, share) => {
		const { failure } = await read(given);
		expect(failure).toMatchObject({
			code: 'wrongSize',
			message: `Sonar sent ${share} bytes of the file`,
		});
	});
});

describe('A body that is another answer', () => {
	const page = '<!doctype html><p>Sign in</p>';

	it.each<[string, Given, string, string]>([
		['a page', { pieces: [page] }, 'notFile', 'Sonar sent a web page instead of the file'],
		['a page behind blanks', { pieces: [`\n ${page}`] }, 'notFile', 'a web page'],
		['a bare page', { pieces: ['<HTML><p>'] }, 'notFile', 'a web page'],
		[
			'a refusal',
			{ pieces: ['{"message":', '"No."}'] },
			'notFile',
			'Sonar sent a message instead of the file: No.',
		],
		[
			'the rate limit',
			{ pieces: ['{"error":"Request limit of 400/min reached."}'] },
			'rateLimit',
			'Request limit of 400/min reached.',
		],
		['a page of another size', { pieces: [page], listed: 3 }, 'notFile', 'a web page'],
		['a page shorter than the file', { pieces: [page], listed: 3000 }, 'notFile', 'a web page'],
		['a refusal in front of much', { pieces: [page, 'x'.repeat(9000)] }, 'notFile', 'a web page'],
	])('is no file: %s', async (_, given, code, words) => {
		const { failure } = await read(given);
		expect(failure).toMatchObject({ code });
		expect(failure!.message).toContain(words);
	});

	it.each<[string, Given]>([
		['a page that is a page', { pieces: [page], type: 'text/html' }],
		['a page that is XML', { pieces: [page], type: 'application/xhtml+xml' }],
		['a page with the listed size', { pieces: [page], listed: page.length }],
		['JSON that is JSON', { pieces: ['{"message":"No."}'], type: 'application/json' }],
		['JSON without a message', { pieces: ['{"a":1}'] }],
		['text with a page in it', { pieces: ['see <html>'], type: 'text/plain' }],
	])('is a file: %s', async (_, given) => {
		const { text, failure } = await read(given);
		expect([text, failure]).toEqual([given.pieces.join(''), undefined]);
	});

	it('is known by its first 4096 bytes', async () => {
		const failureOf = async (text: string) =>
			(await read({ pieces: [text.slice(0, 100), text.slice(100)] })).failure?.code;
		expect(await failureOf(`${' '.repeat(4091)}<html>`)).toBe('notFile');
		expect(await failureOf(`${' '.repeat(4092)}<html>`)).toBeUndefined();
	});
});
