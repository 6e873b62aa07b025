import type { BinaryHelperFunctions, IBinaryData, IExecuteFunctions } from 'n8n-workflow';

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

/** A file of an item to upload. */
export interface Upload extends FileToUpload {
	binaryField: string | null;
}

/** Reads an item's files for an upload. Several files with one given name are numbered. */
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

/** The names of n8n's storages. A stored file has its storage's name as `data`. */
const STORAGES = new Set(['filesystem', 'filesystem-v2', 's3', 'azure', 'database']);

/** In bytes: n8n allocates this much per read, unless told that the file is smaller. */
const CHUNK = 64 * 1024;

const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/;

/** A file of an item for the Sonar client. Its content stays in n8n's storage until sent. */
export async function readSource(
	{ helpers }: IExecuteFunctions,
	{ binary, binaryField }: BinaryFile,
	name: string,
): Promise<SourceFile> {
	const { id } = binary;
	const mimeType = toMimeType(binary.mimeType, name);
	if (!id) {
		const content = parseContent(binary, binaryField ?? name);
		return { name, mimeType, size: content.length, open: () => [content] };
	}
	// Newer versions of n8n keep the size in the item, which saves asking the storage.
	const size = toSize(binary.bytes) ?? (await helpers.getBinaryMetadata(id)).fileSize;
	// At least 1: with 0, nothing would be read, even of a file longer than its item says.
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

/** Content in the item itself, as n8n's own nodes accept it: base64, with or without line breaks, or a Buffer. */
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
			? `The binary field "${what}" names n8n’s storage but no file in it`
			: `The content of the binary field "${what}" is not valid base64`,
		'Check the node that the file comes from: it should pass the file on unchanged.',
	);
}

/** Node's Readable, whose module n8n's rules keep out. */
type Stored = Exclude<Parameters<BinaryHelperFunctions['prepareBinaryData']>[0], Buffer>;

/**
 * Streams a file from Sonar into n8n's binary storage.
 *
 * @param given replaces the name in Sonar; without an extension, the file keeps its own
 */
export async function storeBinary(
	{ helpers }: { helpers: Pick<BinaryHelperFunctions, 'prepareBinaryData'> },
	body: NodeJS.ReadableStream,
	{ id, filename, mime_type: type }: SonarFile,
	given?: string,
): Promise<IBinaryData> {
	const mimeType = type === GENERIC_TYPE ? undefined : type;
	const name = buildFileName({ own: filename, given, fallback: `file-${id}`, mimeType });
	// Without a type, n8n treats an unknown file as text.
	return await helpers.prepareBinaryData(body as Stored, name, toMimeType(mimeType, name));
}
