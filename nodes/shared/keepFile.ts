import type { BinaryHelperFunctions, IBinaryData } from 'n8n-workflow';
import type { Readable } from 'node:stream';

import { extensionOf, safeFileName } from './fileNames';
import type { SonarFile } from './sonar/files';

/**
 * Gives a file of Sonar's to n8n's storage for binary data, piece by piece.
 *
 * @param fileName instead of the name in Sonar, whose extension is kept if this has none
 */
export async function keepFile(
	{ helpers }: { helpers: Pick<BinaryHelperFunctions, 'prepareBinaryData'> },
	body: Readable,
	file: SonarFile,
	fileName?: string,
): Promise<IBinaryData> {
	return await helpers.prepareBinaryData(body, nameInN8n(file, fileName), mimeTypeInN8n(file));
}

function nameInN8n({ id, filename }: SonarFile, given?: string): string {
	const own = safeFileName(filename, `file-${id}`);
	if (!given) return own;
	const name = safeFileName(given, own);
	return extensionOf(name) ? name : name + extensionOf(own);
}

/** Nothing for the type that says nothing, so that n8n goes by the extension. */
function mimeTypeInN8n({ mime_type: type }: SonarFile): string | undefined {
	return type === 'application/octet-stream' ? undefined : type;
}
