import pLimit from 'p-limit';

import type { Job } from './jobs';
import { randomFile } from './randomFile';

/** The nodes' defaults for parallel requests, and for files per request. */
const PARALLEL_REQUESTS = 10;
const FILES_PER_REQUEST = 20;
const ENTITIES_PER_REQUEST = 25;

type Migration = Pick<Job, 'credential'> & { items: number; fileBytes: number };

/**
 * Sends what Upload File and Link File send for files to as many accounts, without n8n and with all
 * bodies in memory. Gives the time in milliseconds.
 */
export async function sendBare({ credential, items, fileBytes }: Migration): Promise<number> {
	const limit = pLimit(PARALLEL_REQUESTS);
	const post = async (path: string, init: RequestInit): Promise<unknown> => {
		const authorization = `Bearer ${credential.accessToken}`;
		const response = await fetch(credential.instanceUrl + path, {
			...init,
			method: 'POST',
			headers: { ...init.headers, authorization },
		});
		if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
		return await response.json();
	};
	const uploads = await Promise.all(
		cut(range(items), FILES_PER_REQUEST).map(async (indexes) => {
			const form = new FormData();
			for (const index of indexes) {
				form.append('files[]', new Blob([...randomFile(fileBytes)]), `${index}.bin`);
			}
			const encoded = new Response(form);
			const headers = { 'content-type': encoded.headers.get('content-type')! };
			return { headers, body: await encoded.arrayBuffer() };
		}),
	);

	const started = performance.now();
	const answers = await Promise.all(
		uploads.map(async (init) => await limit(post, '/api/files', init)),
	);
	const ids = (answers as Array<{ files: Array<{ id: number }> }>).flatMap(({ files }) =>
		files.map(({ id }) => id),
	);
	const links = ids.map(
		(id, index) =>
			`f${index}: linkFileToEntity(input: { fileable_type: Account, fileable_id: ${index + 1}, files: [{ file_id: ${id} }] }) { id }`,
	);
	await Promise.all(
		cut(links, ENTITIES_PER_REQUEST).map(async (fields) => {
			const body = JSON.stringify({ query: `mutation { ${fields.join('\n')} }` });
			const headers = { 'content-type': 'application/json' };
			return await limit(post, '/api/graphql', { body, headers });
		}),
	);
	return performance.now() - started;
}

function range(count: number): number[] {
	return Array.from({ length: count }, (_, index) => index);
}

function cut<T>(things: readonly T[], size: number): T[][] {
	const count = Math.ceil(things.length / size);
	return range(count).map((index) => things.slice(index * size, (index + 1) * size));
}
