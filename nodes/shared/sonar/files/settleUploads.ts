import { buildQuery } from '../graphql/rootField';
import { runListings } from '../graphql/Listing';
import { runQuery } from '../graphql/runFields';
import { parseWholeNumber } from '../graphql/connection';
import { isRecord } from '../guards';
import type { SonarClient } from '../http/SonarClient';
import { attempt, done, isUnsure, type Outcomes } from '../outcome';
import { PAUSES } from './fetchFiles';
import type { SonarFile } from './file';
import { FileList } from './FileList';
import type { FileQuery } from './fileQuery';
import { hasGiven } from './givenIds';
import { toPlainName } from './matchEntries';
import type { SourceFile } from './multipart';
import { toId, type UploadedFile } from './uploadAnswer';

const FIELDS = ['id', 'filename', 'file_size_in_bytes', 'created_at'] as const;

/** More than the requests under way hold; if all of these are new, others may be hidden behind them. */
const MOST_CANDIDATES = 500;

/** A file whose upload failed on its way. */
interface OpenUpload<F extends SourceFile> {
	file: F;
	/** When its request began, in milliseconds by the clock of this machine. */
	since: number;
}

/**
 * Looks in Sonar for files whose upload failed on its way. A file was stored if exactly one file in
 * Sonar fits. Such a file belongs to the token's user, is linked to nothing, has the same size and the
 * same name (as it was sent, or as Sonar may have changed it), was created after the upload began, and
 * does not belong to another upload. Otherwise the outcome stays unknown. An older file of the same
 * name and size does not fit, and two equal files are two.
 *
 * @param startOf when the request of a file began, in milliseconds by the clock of this machine
 */
export async function settleUploads<F extends SourceFile>(
	client: SonarClient,
	outcomes: Outcomes<F, UploadedFile>,
	startOf: (file: F) => number,
): Promise<Outcomes<F, UploadedFile>> {
	const settled: Outcomes<F, UploadedFile> = new Map(outcomes);
	if (![...settled.values()].some(isUnsure)) return settled;
	const user = await attempt(() => fetchUser(client));
	if (user.status === 'failed') return settled;
	for (const milliseconds of [0, ...PAUSES]) {
		const open = [...settled]
			.filter(([, outcome]) => isUnsure(outcome))
			.map(([file]): OpenUpload<F> => ({ file, since: startOf(file) }));
		if (open.length === 0) break;
		await client.pause(milliseconds);
		const candidates = await fetchCandidates(client, user.value);
		for (const upload of open) {
			const stored = findStored(client, upload, open, candidates);
			if (stored) settled.set(upload.file, done(stored));
		}
	}
	return settled;
}

function findStored<F extends SourceFile>(
	client: SonarClient,
	{ file, since }: OpenUpload<F>,
	open: ReadonlyArray<OpenUpload<F>>,
	candidates: readonly SonarFile[],
): UploadedFile | undefined {
	const isLater = ({ created_at: time }: SonarFile) => client.isSince(time, since);
	if (candidates.length === MOST_CANDIDATES && candidates.every(isLater)) return undefined;
	const isLike = (name: string, size: number) =>
		size === file.size && toPlainName(name) === toPlainName(file.name);
	const found = candidates.filter(
		(one) =>
			isLater(one) &&
			isLike(one.filename, Number(one.file_size_in_bytes)) &&
			!hasGiven(client.account, one.id),
	);
	const alike = open.filter((other) => isLike(other.file.name, other.file.size));
	const id = found.length === 1 && alike.length === 1 ? toId(found[0]!.id) : undefined;
	if (id === undefined) return undefined;
	return { id, filename: found[0]!.filename, stored: true, failure_message: null };
}

async function fetchUser(client: SonarClient): Promise<string> {
	const me = buildQuery('me', {
		select: ['id'],
		parse: (value) => parseWholeNumber(isRecord(value) ? value.id : undefined, 'the token’s user'),
	});
	return await runQuery(client, me);
}

/** The newest files of a user that are linked to nothing; none if Sonar does not tell. */
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
	return result.status === 'failed' || result.value.isShort ? [] : result.value.files;
}
