import { randomBytes } from 'node:crypto';

const PIECE = 1024 * 1024;

/**
 * Content of a size in bytes, piece by piece. It is random, because a file of only one byte value slows
 * the search for a multipart boundary.
 */
export function* randomFile(bytes: number): Generator<Buffer> {
	const piece = randomBytes(Math.min(PIECE, Math.max(bytes, 1)));
	for (let left = bytes; left > 0; left -= piece.length) yield piece.subarray(0, left);
}
