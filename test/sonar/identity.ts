import { createHash } from 'node:crypto';

import type { StoredFile } from './types';

/** Same input, same ID, so that the output of tests is comparable between runs. */
export function uniqueId(name: string): string {
	const hash = createHash('sha256').update(name).digest('hex');
	return hash.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export function version(of: Pick<StoredFile, 'id' | 'updated_at'>): string {
	return createHash('sha256').update(`${of.id} ${of.updated_at}`).digest('hex').slice(0, 32);
}

/** The smallest id from a first one on that is larger than all that were given. */
export function nextId(taken: string[], first: bigint): string {
	return taken
		.reduce((next, id) => (BigInt(id) >= next ? BigInt(id) + 1n : next), first)
		.toString();
}
