import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { constants, createBrotliCompress } from 'node:zlib';

const PIECE = Buffer.alloc(1024 * 1024, ' ');

/** In MiB, before compression to a few kilobytes. */
const BOMB = 4096;

async function buildBomb(): Promise<Buffer> {
	const blanks = Readable.from(Array.from({ length: BOMB }, () => PIECE));
	return await buffer(
		blanks.pipe(createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })),
	);
}

function answerEndlessly(response: ServerResponse): void {
	const write = () => {
		while (!response.destroyed && response.write(PIECE));
		if (!response.destroyed) response.once('drain', write);
	};
	write();
}

/** The process that `memory` starts. Its argument names the hostile answer that it serves. */
async function main(kind: string): Promise<void> {
	const bomb = kind === 'bomb' ? await buildBomb() : undefined;
	const server = createServer((request, response) => {
		request.resume();
		response.setHeader('content-type', 'application/json');
		if (bomb) response.setHeader('content-encoding', 'br').end(bomb);
		else answerEndlessly(response);
	});
	server.listen(0, '127.0.0.1', () => process.send!((server.address() as AddressInfo).port));
	process.once('message', () => process.exit());
}

void main(process.argv[2]!);
