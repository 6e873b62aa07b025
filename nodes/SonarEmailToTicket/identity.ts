import { sleep } from 'n8n-workflow';
import { createHash, type Hash } from 'crypto';

import type { ReadEmail } from './readEmailItem';

/** In bytes or UTF-16 units. */
const PIECE = 1024 * 1024;

/** Lets n8n do other work while a large email is read. */
export async function letOthersWork(): Promise<void> {
	await sleep(0);
}

/**
 * What tells an email from all others: its headers, its text, and the contents of its files. Programs
 * reuse Message-IDs, or write none.
 *
 * @param origin of the Sonar that it goes to
 */
export async function toIdentity({ identity, files }: ReadEmail, origin: string): Promise<string> {
	const hash = createHash('sha256');
	for (const text of [origin, ...identity]) await add(hash, text);
	for (const file of files) {
		await add(hash, file.name);
		await add(hash, String(file.size));
		for await (const chunk of await file.open()) await addPieces(hash, chunk);
	}
	return hash.digest('hex');
}

/** With its length first, so that no two lists of texts look alike. */
async function add(hash: Hash, text: string): Promise<void> {
	hash.update(`${text.length} `);
	await addPieces(hash, text);
}

async function addPieces(hash: Hash, content: Buffer | string): Promise<void> {
	for (let start = 0; start < content.length; start += PIECE) {
		if (start > 0) await letOthersWork();
		hash.update(content.slice(start, start + PIECE));
	}
}
