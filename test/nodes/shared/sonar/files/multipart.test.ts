import { Readable } from 'node:stream';

import busboy from 'busboy';
import fc from 'fast-check';
import type FormData from 'form-data';

import { buildFileName, toMimeType } from '../../../../../nodes/shared/n8n/fileNames';
import {
	buildMultipart,
	UnreadableFile,
	type SourceFile,
} from '../../../../../nodes/shared/sonar/files/multipart';
import type { RequestBody } from '../../../../../nodes/shared/sonar/http/types';

interface Part {
	field: string;
	filename: string | undefined;
	mimeType: string;
	content: Buffer;
}

/** Reads a body back with an independent parser. */
async function parse(body: RequestBody): Promise<{ parts: Part[]; size: number }> {
	const parser = busboy({ headers: body.headers, defParamCharset: 'utf8' });
	const parts: Part[] = [];
	let size = 0;
	parser.on('file', (field, stream, { filename, mimeType }) => {
		const chunks: Buffer[] = [];
		stream.on('data', (chunk: Buffer) => chunks.push(chunk));
		stream.on('end', () =>
			parts.push({ field, filename, mimeType, content: Buffer.concat(chunks) }),
		);
	});
	const form = body.data as FormData;
	await new Promise((resolve, reject) => {
		form.on('data', (chunk: Buffer | string) => (size += Buffer.byteLength(chunk)));
		form.on('error', reject);
		parser.on('error', reject).on('close', resolve);
		form.pipe(parser);
	});
	return { parts, size };
}

const source = (
	name: string,
	mimeType: string,
	content: Buffer,
	size = content.length,
): SourceFile => ({
	name,
	mimeType,
	size,
	open: () => Readable.from(content.length > 0 ? [content] : []),
});

describe('buildMultipart', () => {
	it('survives another parser, with its length known beforehand', async () => {
		const file = fc.record({
			name: fc.string({ unit: 'binary', maxLength: 300 }),
			type: fc.string({ maxLength: 30 }),
			content: fc.uint8Array({ maxLength: 200 }),
		});
		await fc.assert(
			fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 20 }), async (files) => {
				const sources = files.map(({ name, type, content }) =>
					source(
						buildFileName({ own: name, fallback: 'file' }),
						toMimeType(type),
						Buffer.from(content),
					),
				);
				const body = await buildMultipart(sources, () => undefined);
				const { parts, size } = await parse(body);
				expect(String(size)).toBe(body.headers['content-length']);
				expect(parts).toEqual(
					files.map(({ content }, index) => ({
						field: 'files[]',
						filename: sources[index]!.name,
						mimeType: sources[index]!.mimeType.toLowerCase(),
						content: Buffer.from(content),
					})),
				);
			}),
			{ numRuns: 50 },
		);
	});

	it('opens each file only at its turn, and reports each chunk sent', async () => {
		const opened: string[] = [];
		let pieces = 0;
		const file = (name: string): SourceFile => ({
			...source(name, 'text/plain', Buffer.from('abc')),
			open: () => {
				opened.push(name);
				return Readable.from([Buffer.from('a'), Buffer.from('bc')]);
			},
		});
		const body = await buildMultipart([file('one'), file('two')], () => (pieces += 1));
		expect(opened).toEqual([]);
		await parse(body);
		expect(opened).toEqual(['one', 'two']);
		expect(pieces).toBe(4);
	});

	it.each([
		['shorter', 10],
		['longer', 2],
	])('breaks off if a file is %s than its size', async (_, size) => {
		const body = await buildMultipart(
			[
				source('ok', 'text/plain', Buffer.from('a')),
				source('bad', 'text/plain', Buffer.from('abc'), size),
			],
			() => undefined,
		);
		await expect(parse(body)).rejects.toThrow(
			`its size differs from the ${size} bytes that n8n recorded`,
		);
		expect(body.failure).toBeInstanceOf(UnreadableFile);
		expect(body.failure).toMatchObject({ file: { name: 'bad' } });
	});

	it('closes open files when it is released', async () => {
		const stream = new Readable({ read: () => undefined });
		stream.push('a');
		const body = await buildMultipart(
			[{ ...source('a', 'text/plain', Buffer.from('abc')), open: () => stream }],
			() => undefined,
		);
		const form = body.data as FormData;
		await new Promise((resolve) => {
			form.on('data', (chunk: Buffer | string) => chunk.toString() === 'a' && resolve(undefined));
			form.resume();
		});
		body.release();
		await new Promise((resolve) =>
			stream.destroyed ? resolve(undefined) : stream.once('close', resolve),
		);
		expect(stream.destroyed).toBe(true);
	});
});
