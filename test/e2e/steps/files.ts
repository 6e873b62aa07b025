import { randomBytes } from 'node:crypto';

export interface TestFile {
	name: string;
	type: string;
	content: Buffer;
}

/** Five files: kinds, scripts and sizes as they come, one of them larger than a chunk. */
export function fiveFiles(): TestFile[] {
	return [
		{ name: 'invoice.pdf', type: 'application/pdf', content: randomBytes(70_000) },
		{ name: 'router.jpg', type: 'image/jpeg', content: randomBytes(1_500_000) },
		{ name: 'Договор № 7.pdf', type: 'application/pdf', content: randomBytes(300) },
		{ name: 'ping (slow).txt', type: 'text/plain', content: Buffer.from('64 bytes from …\n') },
		{ name: 'outages.csv', type: 'text/csv', content: Buffer.from('day,minutes\n1,5\n') },
	];
}

/** Sends them to a webhook as a browser sends a form. */
export async function post(
	url: string,
	files: TestFile[],
	fields: Record<string, string>,
	signal?: AbortSignal,
): Promise<Response> {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.append(name, value);
	for (const [index, { name, type, content }] of files.entries())
		form.append(`file_${index + 1}`, new File([new Uint8Array(content)], name, { type }));
	return await fetch(url, { method: 'POST', body: form, signal });
}
