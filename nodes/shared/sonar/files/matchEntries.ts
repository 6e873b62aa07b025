import type { SonarClient } from '../http/SonarClient';
import { fetchFiles } from './fetchFiles';
import type { SourceFile } from './multipart';
import { type UploadEntry } from './uploadAnswer';
import { toId } from '../ids';

type Match<F> = Map<F, UploadEntry>;

/**
 * The entry of each file that was uploaded in one request. An entry holds a name, but Sonar may have
 * changed it. The entries are likely in the order of the files, but that is not promised. If it is open
 * which entry belongs to a file, the file is left out: another file's id would be worse.
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

/** A name as Sonar may have changed it: blanks, case, accents and marks aside. */
export function toPlainName(name: string): string {
	return name
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '');
}

/**
 * Whether the names confirm the order, marks and case aside: some names stand at their files, and no
 * known name stands at another file.
 */
function isInOrder(files: readonly SourceFile[], entries: readonly UploadEntry[]): boolean {
	const sent = files.map(({ name }) => toPlainName(name));
	const answered = entries.map((entry) => toPlainName(nameOf(entry)));
	const own = answered.filter((name, index) => name !== '' && name === sent[index]);
	const others = answered.filter((name, index) => name !== sent[index] && sent.includes(name));
	return own.length > 0 && others.length === 0;
}

/** By names, if no two files have the same one and each name has its entry. */
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
 * For fewer or more entries than files. A name tells only if exactly one file and one entry have it,
 * also with marks and case aside: another file's name may have become this one.
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
 * Names tell nothing, so Sonar is asked for the sizes of the stored files. If a stored file has the
 * size of another sent file, the order is wrong. Then the sizes tell, but only if all are found and no
 * two are the same: Sonar may make pictures smaller, so a few sizes say nothing.
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
