import { toId } from '../ids';
import { isRecord } from '../guards';
import { parseJsonObject } from '../http/answers';
import { readErrorMessage } from '../http/errorMessages';
import type { SonarClient } from '../http/SonarClient';
import type { TextAnswer } from '../http/types';
import { done, failed, type Result } from '../outcome';
import { SonarError } from '../SonarError';
import { fetchFiles } from './fetchFiles';
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
		failed(new SonarError('incomplete', message, { unknownOutcome }));
	if (!entry) return unknown('Sonar’s answer says nothing about this file');
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

type Match<F> = Map<F, UploadEntry>;

/**
 * The entry of each file of a request. Entries have names, which Sonar may have changed, and probably
 * the order of the files, which nobody promises. A file whose entry is not certain is left out: another
 * file's ID would be worse.
 */
export async function matchEntries<F extends SourceFile>(
	client: SonarClient,
	files: readonly F[],
	entries: readonly UploadEntry[],
): Promise<Match<F>> {
	const exact = matchNames(files, entries, (name) => name);
	if (exact) return exact;
	if (entries.length !== files.length) return matchUnique(files, entries);
	const byOrder = new Map(files.map((file, index) => [file, entries[index]!]));
	if (files.length === 1 || isInOrder(files, entries)) return byOrder;
	return matchNames(files, entries, toPlainName) ?? (await matchSizes(client, byOrder));
}

function nameOf({ filename }: UploadEntry): string {
	return typeof filename === 'string' ? filename : '';
}

/** A name without whatever Sonar may change: spaces, case, accents and punctuation. */
export function toPlainName(name: string): string {
	return name
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Whether the plain names confirm the order: some match their file, and none matches another file. */
function isInOrder(files: readonly SourceFile[], entries: readonly UploadEntry[]): boolean {
	const sent = files.map(({ name }) => toPlainName(name));
	const answered = entries.map((entry) => toPlainName(nameOf(entry)));
	const own = answered.filter((name, index) => name !== '' && name === sent[index]);
	const others = answered.filter((name, index) => name !== sent[index] && sent.includes(name));
	return own.length > 0 && others.length === 0;
}

/** Matches by name, if all names differ and each has its entry. */
function matchNames<F extends SourceFile>(
	files: readonly F[],
	entries: readonly UploadEntry[],
	toKey: (name: string) => string,
): Match<F> | undefined {
	const byKey = new Map(entries.map((entry) => [toKey(nameOf(entry)), entry]));
	const keys = new Set(files.map(({ name }) => toKey(name)));
	const isUnique = keys.size === files.length && byKey.size === entries.length;
	if (!isUnique || !files.every(({ name }) => byKey.has(toKey(name)))) return undefined;
	return new Map(files.map((file) => [file, byKey.get(toKey(file.name))!]));
}

/**
 * For fewer or more entries than files. A name counts only if exactly one file and one entry have it as
 * their plain name, too: Sonar may have changed another file's name to this one.
 */
function matchUnique<F extends SourceFile>(
	files: readonly F[],
	entries: readonly UploadEntry[],
): Match<F> {
	const answered = entries.map((entry) => toPlainName(nameOf(entry)));
	const sent = files.map(({ name }) => toPlainName(name));
	const match: Match<F> = new Map();
	for (const [index, file] of files.entries()) {
		const name = sent[index]!;
		const entry = entries[answered.indexOf(name)];
		if (!entry || nameOf(entry) !== file.name) continue;
		if (!isTwice(name, answered) && !isTwice(name, sent)) match.set(file, entry);
	}
	return match;
}

function isTwice(name: string, names: readonly string[]): boolean {
	return names.indexOf(name) !== names.lastIndexOf(name);
}

/**
 * If names prove nothing, the sizes of the stored files may. The order is wrong if a stored file has
 * the size of another sent file. Then sizes decide, but only if they all differ and each is found:
 * Sonar may shrink pictures, so a few sizes prove nothing.
 */
async function matchSizes<F extends SourceFile>(
	client: SonarClient,
	byOrder: Match<F>,
): Promise<Match<F>> {
	const files = [...byOrder.keys()];
	const entries = [...byOrder.values()];
	const ids = entries.map(({ id }) => toId(id)).filter((id) => id !== undefined);
	const found = await fetchFiles(client, ids);
	const sizeOf = (entry: UploadEntry) => {
		const file = found.get(toId(entry.id) ?? '');
		return file?.status === 'done' ? Number(file.value.file_size_in_bytes) : undefined;
	};
	const isMoved = [...byOrder].some(
		([file, entry]) =>
			sizeOf(entry) !== file.size && files.some(({ size }) => size === sizeOf(entry)),
	);
	if (!isMoved) return byOrder;
	const bySize = new Map(entries.map((entry) => [sizeOf(entry), entry]));
	const isWhole = bySize.size === files.length && files.every(({ size }) => bySize.has(size));
	return isWhole ? new Map(files.map((file) => [file, bySize.get(file.size)!])) : new Map();
}
