import { toId } from '../ids';
import { isRecord } from '../guards';
import { parseJsonObject } from '../http/answers';
import { readErrorMessage } from '../http/errorMessages';
import type { TextAnswer } from '../http/types';
import { done, failed, type Result } from '../outcome';
import { SonarError } from '../SonarError';
import type { SourceFile } from './multipart';

/** Sonar's answer for a file that it stored. */
export interface UploadedFile {
	id: string;
	filename: string;
	stored: true;
	failure_message: null;
}

/** Sonar's answer for one file. */
export type UploadEntry = Record<string, unknown>;

/**
 * The entries of an upload's answer, in order. PHP encodes a list with gaps as an object.
 *
 * @throws SonarError if there is no list
 */
export function parseUpload({ text, status }: TextAnswer): UploadEntry[] {
	const body = parseJsonObject(text, status);
	const { files } = body;
	const given = typeof files === 'object' && files !== null ? Object.values(files) : [];
	const entries = given.filter(isRecord);
	if (entries.length === 0) {
		const words = readErrorMessage(body);
		const message = `Sonar’s answer to the upload lists no files${words ? `: ${words}` : ''}`;
		throw new SonarError('incomplete', message, { status });
	}
	return entries;
}

/** The result of a file by its entry. Unknown without an entry. */
export function toUploaded(
	{ name }: SourceFile,
	entry: UploadEntry | undefined,
	unknownOutcome: string,
): Result<UploadedFile> {
	const unknown = (message: string) =>
		failed(new SonarError('unclear', message, { unknownOutcome }));
	if (!entry) return unknown('Sonar’s answer does not say what became of this file');
	const { id, filename, stored, failure_message: reason } = entry;
	if (stored === true) {
		const ownId = toId(id);
		if (ownId === undefined) return unknown('Sonar stored the file but gave no ID for it');
		const storedName = typeof filename === 'string' ? filename : '';
		return done({ id: ownId, filename: storedName, stored, failure_message: null });
	}
	const words = readErrorMessage({ message: reason });
	// Sonar refused the file only if it gives a reason, or says `stored: false` without an ID. Anything
	// else contradicts itself: unknown.
	const isRefused = words !== undefined || (stored === false && toId(id) === undefined);
	if (!isRefused) return unknown('Sonar does not say whether it stored the file');
	const message = `Sonar refused ${name}: ${words ?? 'it gave no reason'}`;
	return failed(new SonarError('refusedFile', message, { reason: words }));
}

/** A name without whatever Sonar may change: spaces, case, accents and punctuation. */
export function toPlainName(name: string): string {
	return name
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '');
}
