import type { SonarClient } from '../http/SonarClient';
import { toId } from '../ids';
import { valueIfDone } from '../outcome';
import { Contents } from './contents';
import { fetchFiles } from './fetchFiles';
import type { SonarFile } from './file';
import type { SourceFile } from './multipart';
import { toPlainName, type UploadEntry } from './uploadAnswer';

type Match<F> = Map<F, UploadEntry>;

/** Other requests run beside this one. */
const ONE_BY_ONE = { parallelRequests: 1, stopOnFailure: false };

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
	const sent = files.map(({ name }) => name);
	const answered = entries.map(nameOf);
	const exact = matchMarks(files, entries, { sent, answered });
	if (exact) return exact;
	if (entries.length !== files.length) return matchUnique(files, entries);
	const byOrder = new Map(files.map((file, index) => [file, entries[index]!]));
	const plain = { sent: sent.map(toPlainName), answered: answered.map(toPlainName) };
	if (files.length === 1 || isInOrder(plain)) return byOrder;
	return matchMarks(files, entries, plain) ?? (await matchStored(client, byOrder));
}

function nameOf({ filename }: UploadEntry): string {
	return typeof filename === 'string' ? filename : '';
}

/** What tells files from one another, by their indexes: their names, sizes or contents. */
interface Marks {
	sent: readonly string[];
	/** Of the entries. Empty text says nothing. */
	answered: readonly string[];
}

/** Whether marks confirm the order: some match their file, and none matches another file. */
function isInOrder({ sent, answered }: Marks): boolean {
	const own = answered.filter((mark, index) => mark !== '' && mark === sent[index]);
	return own.length > 0 && !isMoved({ sent, answered });
}

/** Whether an entry has the mark of another file, and not that of its own. */
function isMoved({ sent, answered }: Marks): boolean {
	return answered.some((mark, index) => mark !== sent[index] && sent.includes(mark));
}

/** Matches by marks, if all differ and each has its entry. */
function matchMarks<F extends SourceFile>(
	files: readonly F[],
	entries: readonly UploadEntry[],
	{ sent, answered }: Marks,
): Match<F> | undefined {
	const byMark = new Map(entries.map((entry, index) => [answered[index]!, entry]));
	const isUnique = new Set(sent).size === files.length && byMark.size === entries.length;
	if (!isUnique || !sent.every((mark) => byMark.has(mark))) return undefined;
	return new Map(files.map((file, index) => [file, byMark.get(sent[index]!)!]));
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
 * If names prove nothing, the stored files may. The order is wrong if one of them has the size of
 * another sent file. Then sizes decide, but only if they all differ and each is found: Sonar may shrink
 * pictures, or list another size for them. Otherwise the contents tell.
 */
async function matchStored<F extends SourceFile>(
	client: SonarClient,
	byOrder: Match<F>,
): Promise<Match<F>> {
	const files = [...byOrder.keys()];
	const entries = [...byOrder.values()];
	const ids = entries.map(({ id }) => toId(id) ?? '');
	const found = await fetchFiles(
		client,
		ids.filter((id) => id !== ''),
	);
	const stored = ids.map((id) => valueIfDone(found.get(id)));
	const sizes = {
		sent: files.map(({ size }) => String(size)),
		answered: stored.map(sizeOf),
	};
	if (!isMoved(sizes)) return byOrder;
	const bySize = matchMarks(files, entries, sizes);
	if (bySize) return bySize;

	const contents = new Contents(client, ONE_BY_ONE);
	await contents.read(
		files,
		stored.filter((file) => file !== undefined),
	);
	const hashes = {
		sent: files.map((file) => contents.ofSource(file) ?? ''),
		answered: stored.map((file) => (file && contents.ofStored(file)) ?? ''),
	};
	if (isInOrder(hashes)) return byOrder;
	return matchMarks(files, entries, hashes) ?? new Map();
}

function sizeOf(file: SonarFile | undefined): string {
	const size = file?.file_size_in_bytes ?? '';
	return size && String(Number(size));
}
