import type { IExecuteFunctions } from 'n8n-workflow';
import { Readable } from 'node:stream';

import type { SourceFile } from '../sonar/files/multipart';
import { isRecord } from '../sonar/guards';
import type { BinaryFile } from './binaryFields';
import { toMimeType } from './names';
import { ParameterError } from './nodeErrors';

/** Names of n8n's storages. If a storage holds a file, the file's `data` is the name of the storage. */
const STORAGES = new Set(['filesystem', 'filesystem-v2', 's3', 'azure', 'database']);

/** In bytes: n8n sets so much memory aside for each read, unless it is told that a file is smaller. */
const CHUNK = 64 * 1024;

const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/;

/** A file of an item as the Sonar client takes it. Its content stays in n8n's storage until read. */
export async function readSource(
	{ helpers }: IExecuteFunctions,
	{ binary, binaryField }: BinaryFile,
	name: string,
): Promise<SourceFile> {
	const { id } = binary;
	const mimeType = toMimeType(binary.mimeType, name);
	if (!id) {
		const content = parseContent(binary, binaryField ?? name);
		return { name, mimeType, size: content.length, open: () => Readable.from([content]) };
	}
	// Newer versions of n8n note the size in the item, which saves a look into the storage.
	const size = toSize(binary.bytes) ?? (await helpers.getBinaryMetadata(id)).fileSize;
	// By a size of 0 nothing would be read, also of a file that is longer than its item says.
	const chunkSize = size < CHUNK ? Math.max(size, 1) : undefined;
	return {
		name,
		mimeType,
		size,
		open: async () => await helpers.getBinaryStream(id, chunkSize),
	};
}

function toSize(bytes: unknown): number | undefined {
	return typeof bytes === 'number' && Number.isSafeInteger(bytes) && bytes >= 0 ? bytes : undefined;
}

/** Content that lies in the item itself, as n8n's own nodes take it: base64, in lines or not, or a Buffer. */
function parseContent({ data }: { data: unknown }, what: string): Buffer {
	if (Buffer.isBuffer(data)) return data;
	if (isRecord(data) && data.type === 'Buffer' && Array.isArray(data.data)) {
		return Buffer.from(data.data as number[]);
	}
	const text = typeof data === 'string' ? data.replace(/\s+/g, '') : undefined;
	if (text !== undefined && !STORAGES.has(text) && BASE64.test(text)) {
		return Buffer.from(text, 'base64');
	}
	throw new ParameterError(
		text !== undefined && STORAGES.has(text)
			? `The binary field "${what}" names n8n’s storage, but no file in it`
			: `The binary field "${what}" holds no base64`,
		'Check the node that the file comes from. It should hand the file on as it got it.',
	);
}
