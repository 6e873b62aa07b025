import type { BinaryHelperFunctions, IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { Readable } from 'node:stream';

import type { SonarFile } from '../sonar/files/file';
import type { SourceFile } from '../sonar/files/multipart';
import {
	MEGABYTES_PER_REQUEST,
	MOST_FILES_PER_REQUEST,
	type FileToUpload,
} from '../sonar/files/uploadFiles';
import { isRecord } from '../sonar/guards';
import type { BinaryFile } from './binaryFields';
import { buildFileName, GENERIC_TYPE, nameInSonar, toMimeType } from './fileNames';
import { ParameterError } from './nodeErrors';

const MEGABYTE = 1024 * 1024;

export interface UploadOptions {
	/** The name in Sonar, instead of the file's own. */
	fileName?: string;
	filesPerRequest?: number;
	megabytesPerRequest?: number;
}

/** A file of an item that is to be uploaded. */
export interface Upload extends FileToUpload {
	binaryField: string | null;
}

/** Files of an item as they are to be uploaded; several with one given name are numbered. */
export async function readUploads(
	context: IExecuteFunctions,
	files: readonly BinaryFile[],
	{
		fileName,
		filesPerRequest = MOST_FILES_PER_REQUEST,
		megabytesPerRequest = MEGABYTES_PER_REQUEST,
	}: UploadOptions = {},
): Promise<Upload[]> {
	const limits = {
		perRequest: filesPerRequest,
		bytesPerRequest: megabytesPerRequest * MEGABYTE,
	};
	return await Promise.all(
		files.map(async (file, index) => {
			const number = files.length > 1 ? index + 1 : undefined;
			const name = nameInSonar(file.binary, fileName, number);
			const source = await readSource(context, file, name);
			return { ...source, limits, binaryField: file.binaryField };
		}),
	);
}

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

/**
 * Gives a file of Sonar's to n8n's storage for binary data, piece by piece.
 *
 * @param given a name instead of the name in Sonar. If it has no extension, the file keeps its own
 */
export async function storeBinary(
	{ helpers }: { helpers: Pick<BinaryHelperFunctions, 'prepareBinaryData'> },
	body: Readable,
	{ id, filename, mime_type: type }: SonarFile,
	given?: string,
): Promise<IBinaryData> {
	const mimeType = type === GENERIC_TYPE ? undefined : type;
	const name = buildFileName({ own: filename, given, fallback: `file-${id}`, mimeType });
	// Without a type, n8n takes an unknown file for text.
	return await helpers.prepareBinaryData(body, name, toMimeType(mimeType, name));
}
