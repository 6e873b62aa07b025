import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';

import { CountedBody } from '../../../../../nodes/shared/sonar/files/CountedBody';
import { parseFile } from '../../../../../nodes/shared/sonar/files/file';
import { IdleWatch, SharedTimer } from '../../../../../nodes/shared/sonar/http/idleTimeout';
import { ManualTime } from '../http/ManualTime';

interface Given {
	pieces: string[];
	headers?: Record<string, string>;
	/** In bytes, as the list states. */
	listed?: unknown;
	type?: string;
	isAccepted?: boolean;
}

/** What became of a body, read to its end. */
async function read({ pieces, headers = {}, listed, type = 'image/png', isAccepted }: Given) {
	const source = Readable.from(pieces.map((piece) => Buffer.from(piece)));
	const body = new CountedBody(
		{
			headers,
			body: source,
			onActivity: () => undefined,
			hold: () => undefined,
		},
		parseFile({ id: 61, mime_type: type, file_size_in_bytes: listed }, ['file_size_in_bytes']),
		isAccepted,
	);
	let text = '';
	const { stream } = body;
	stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
	const thrown: unknown = await finished(stream).catch((error: unknown) => error);
	expect(thrown).toBe(body.failure);
	const { failure, hasOtherSize, isDoubtful } = body;
	return { text, failure, hasOtherSize, isDoubtful };
}

const length = (bytes: number | string) => ({ 'content-length': `${bytes}` });

describe('The body of a download', () => {
	it('goes on as it comes, and is whole with the bytes of its Content-Length', async () => {
		expect(await read({ pieces: ['ab', 'c'], headers: length(3), listed: 3 })).toEqual({
			text: 'abc',
			failure: undefined,
			hasOtherSize: false,
			isDoubtful: false,
		});
	});

	it.each<[string, Given, boolean]>([
		['without any size', { pieces: ['abc'] }, false],
		['of the listed size alone', { pieces: ['abc'], listed: '3' }, false],
		['of another size than listed', { pieces: ['a\0c'], headers: length(3), listed: 9 }, true],
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

describe('While a body comes', () => {
	const MIB = 1024 * 1024;
	const time = new ManualTime();
	const timer = new SharedTimer<IdleWatch>((one) => one.check(), time);
	let watch: IdleWatch;
	let source: Readable;
	let stream: Readable;
	beforeEach(() => {
		watch = new IdleWatch(60_000, undefined, timer);
		source = new Readable({ read: () => undefined });
		const { onActivity, hold } = watch;
		const answer = { headers: {}, body: source, onActivity, hold };
		stream = new CountedBody(answer, parseFile({ id: 61 }, [])).stream as Readable;
	});
	afterEach(() => watch.stop());

	/** Lets the streams do what they can. */
	const settle = async () => {
		for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
	};
	const send = async (bytes: number) => {
		for (let sent = 0; sent < bytes; sent += MIB / 16) source.push(Buffer.alloc(MIB / 16));
		await settle();
	};

	it('the time in which n8n takes nothing is not Sonar’s silence', async () => {
		await send(3 * MIB);
		time.pass(10 * 60_000);
		expect(watch.expired).toBe(false);
		// n8n takes everything that waits, and Sonar is silent from then on.
		stream.resume();
		await settle();
		time.pass(59_999);
		expect(watch.expired).toBe(false);
		time.pass(1);
		expect(watch.expired).toBe(true);
	});

	it('Sonar is silent if n8n could take more', async () => {
		// Begins to read, and takes nothing yet.
		stream.read(0);
		await send(MIB / 2);
		time.pass(60_000);
		expect(watch.expired).toBe(true);
	});

	it('n8n may take its time for the end of it', async () => {
		await send(MIB / 2);
		source.push(null);
		await settle();
		time.pass(10 * 60_000);
		stream.resume();
		await finished(stream);
		expect(watch.expired).toBe(false);
	});

	it('a reader that takes little by little holds the watch each time', async () => {
		await send(8 * MIB);
		for (let taken = 0; taken < 4; taken += 1) {
			time.pass(45_000);
			stream.read(MIB);
			await settle();
			time.pass(45_000);
		}
		expect(watch.expired).toBe(false);
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
			'a refusal in place of JSON',
			{ pieces: ['{"message":"No."}'], type: 'application/json', listed: 500, headers: length(17) },
			'notFile',
			'Sonar sent a message instead of the file: No.',
		],
		[
			'a dead token',
			{ pieces: ['{"error":"Unauthenticated."}'], type: 'application/json', headers: length(28) },
			'token',
			'Sonar did not accept the access token: Unauthenticated.',
		],
		[
			'a dead token in chunks, for a shorter file',
			{ pieces: ['{"error":', '"Unauthenticated."}'], type: 'application/json', listed: 5 },
			'token',
			'Unauthenticated.',
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
		['JSON with the listed size', { pieces: ['{"message":"No."}'], listed: 17 }],
		[
			'JSON of another size, without words on top',
			{
				pieces: ['{"a":{"error":"Unauthenticated."}}'],
				listed: 9,
				headers: length(34),
				isAccepted: true,
			},
		],
		['JSON without a message', { pieces: ['{"a":1}'] }],
		['text with a page in it', { pieces: ['see <html>'], type: 'text/plain' }],
	])('is a file: %s', async (_, given) => {
		const { text, failure } = await read(given);
		expect([text, failure]).toEqual([given.pieces.join(''), undefined]);
	});

	it.each(['Unauthenticated.', '<p>Log in</p>', `${'x'.repeat(4095)}ü`])(
		'may be a refusal if it is text of another size: %s',
		async (text) => {
			const headers = length(Buffer.byteLength(text));
			const given = { pieces: [text], listed: 9, headers, type: 'text/plain' };
			const doubtful = { failure: { code: 'wrongSize' }, isDoubtful: true };
			expect(await read(given)).toMatchObject(doubtful);
			const accepted = { text, failure: undefined, hasOtherSize: true, isDoubtful: false };
			expect(await read({ ...given, isAccepted: true })).toMatchObject(accepted);
		},
	);

	it.each([
		['{"error":"Unauthenticated."}', 'token'],
		['{"level":"warn","error":"Unauthenticated."}', 'token'],
		['{"message":"Too Many Attempts."}', 'rateLimit'],
	])('may be the file if it has just its size, %s', async (text, code) => {
		const given = { pieces: [text], listed: text.length, type: 'application/json' };
		expect(await read(given)).toMatchObject({ failure: { code }, isDoubtful: true });
		expect(await read({ ...given, isAccepted: true })).toMatchObject({
			text,
			failure: undefined,
			isDoubtful: false,
		});
	});

	it('is known by its first 4096 bytes', async () => {
		const failureOf = async (text: string) =>
			(await read({ pieces: [text.slice(0, 100), text.slice(100)] })).failure?.code;
		expect(await failureOf(`${' '.repeat(4091)}<html>`)).toBe('notFile');
		expect(await failureOf(`${' '.repeat(4092)}<html>`)).toBeUndefined();
	});
});
