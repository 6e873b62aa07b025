import type { IExecuteFunctions } from 'n8n-workflow';

import {
	MEGABYTES_PER_REQUEST,
	MOST_FILES_PER_REQUEST,
	type FileToUpload,
} from '../sonar/files/uploadFiles';
import type { BinaryFile } from './binaryFields';
import { readSource } from './filesIn';
import { nameInSonar } from './names';

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
