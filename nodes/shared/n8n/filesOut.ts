import type { BinaryHelperFunctions, IBinaryData } from 'n8n-workflow';
import type { Readable } from 'node:stream';

import type { SonarFile } from '../sonar/files/file';
import { buildFileName, GENERIC_TYPE, toMimeType } from './names';

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
