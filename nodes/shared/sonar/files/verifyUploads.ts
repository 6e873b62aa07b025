import type { Pool } from '../batch/pool';
import { lookUntil } from '../graphql/askAgain';
import { buildQuery } from '../graphql/rootField';
import { runListings } from '../graphql/Listing';
import { runQuery } from '../graphql/runFields';
import { parseWholeNumber, compareIds } from '../ids';
import { isRecord } from '../guards';
import type { SonarClient } from '../http/SonarClient';
import { attempt, done, isUnsure, type Outcomes } from '../outcome';
import { Contents } from './contents';
import { type SonarFile } from './file';
import { FileList } from './FileList';
import type { FileQuery } from './fileQuery';
import type { SourceFile } from './multipart';
import { isAlike, type OwnUploads } from './ownUploads';
import { toPlainName, type UploadedFile } from './uploadAnswer';

const FIELDS = ['id', 'filename', 'mime_type', 'file_size_in_bytes', 'created_at'] as const;

/** More than the requests in flight can hold. If all of these are new, more may follow. */
const MOST_CANDIDATES = 500;

/** What the check needs beside the outcomes. */
interface Uploaded<F> {
	own: OwnUploads;
	pool: Pool;
	/** When the request of a file began, in milliseconds by the clock of this machine. */
	startOf: (file: F) => number;
}

/**
 * Looks for the files of uploads whose outcome is unknown. A candidate was uploaded by the token's user
 * after the upload began, is linked to nothing, has the same size and the same name (as it was sent, or
 * as Sonar may have changed it), and belongs to no other upload. It is accepted only if it has the
 * content of the source, and if there are no more such files than uploads of this content. Otherwise the
 * outcome stays unknown.
 */
export async function verifyUploads<F extends SourceFile>(
	client: SonarClient,
	outcomes: Outcomes<F, UploadedFile>,
	{ own, pool, startOf }: Uploaded<F>,
): Promise<Outcomes<F, UploadedFile>> {
	const settled: Outcomes<F, UploadedFile> = new Map(outcomes);
	if (![...settled.values()].some(isUnsure)) return settled;
	const user = await attempt(() => fetchUser(client));
	if (user.status === 'failed') return settled;
	const contents = new Contents(client, pool);
	const look = async () => {
		const open = [...settled].filter(([, outcome]) => isUnsure(outcome)).map(([file]) => file);
		const newest = await fetchCandidates(client, user.value);
		const candidates = new Map(
			open.map((file): [F, SonarFile[]] => {
				const isLater = ({ created_at: time }: SonarFile) =>
					client.sonarClock.isSince(time, startOf(file));
				if (newest.length === MOST_CANDIDATES && newest.every(isLater)) return [file, []];
				const isOwn = (one: SonarFile) => isAlike(file, one) && isLater(one) && !own.mayHave(one);
				return [file, newest.filter(isOwn)];
			}),
		);
		await contents.read(
			open.filter((file) => candidates.get(file)!.length > 0),
			[...new Set([...candidates.values()].flat())],
		);
		for (const [file, stored] of match(candidates, contents, own)) {
			settled.set(file, done(stored));
		}
	};
	await lookUntil(client, look, () => ![...settled.values()].some(isUnsure));
	return settled;
}

/**
 * Matches stored files to uploads. Uploads of equal content may get each other's files, which nobody
 * could tell apart.
 *
 * @param candidates the files that each upload may have stored
 */
function match<F extends SourceFile>(
	candidates: ReadonlyMap<F, readonly SonarFile[]>,
	contents: Contents,
	own: OwnUploads,
): Map<F, UploadedFile> {
	const found = new Map<F, UploadedFile>();
	for (const [file, alike] of candidates) {
		const content = contents.ofSource(file);
		if (content === undefined) continue;
		// Checked again, because other executions continue while contents are read.
		const left = alike.filter((one) => !own.mayHave(one));
		const isDifferent = (one: SonarFile) => ![content, undefined].includes(contents.ofStored(one));
		const possible = left.filter((one) => !isDifferent(one));
		const rivals = [...candidates.keys()].filter(
			(one) => !found.has(one) && contents.ofSource(one) === content && hasSameName(one, file),
		);
		if (possible.length > rivals.length) continue;
		const equal = possible
			.filter((one) => contents.ofStored(one) === content)
			.sort((a, b) => compareIds(a.id, b.id));
		const stored = equal.find(({ filename }) => filename === file.name) ?? equal[0];
		if (!stored) continue;
		const { id, filename } = stored;
		const uploaded: UploadedFile = { id, filename, stored: true, failure_message: null };
		own.note(uploaded);
		found.set(file, uploaded);
	}
	return found;
}

function hasSameName(a: SourceFile, b: SourceFile): boolean {
	return toPlainName(a.name) === toPlainName(b.name);
}

async function fetchUser(client: SonarClient): Promise<string> {
	const me = buildQuery('me', {
		select: ['id'],
		parse: (value) => parseWholeNumber(isRecord(value) ? value.id : undefined, 'the token’s user'),
	});
	return await runQuery(client, me);
}

/** The newest unlinked files of a user. Empty if Sonar does not list all of them. */
async function fetchCandidates(client: SonarClient, user: string): Promise<SonarFile[]> {
	const query: FileQuery = {
		of: { scope: 'unlinked' },
		filters: { uploadedByUserId: user },
		sort: { attribute: 'id', direction: 'DESC' },
		limit: MOST_CANDIDATES,
		simplify: true,
		entitiesPerRequest: 1,
	};
	const list = new FileList(query, { pageSize: MOST_CANDIDATES, fields: FIELDS });
	const result = (await runListings(client, [list], 1)).get(list)!;
	return result.status === 'failed' || result.value.isIncomplete ? [] : result.value.files;
}
