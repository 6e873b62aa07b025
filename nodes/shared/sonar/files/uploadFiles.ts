import { halve, planRequests, type RequestLimits } from '../batch/planning';
import { runRequests, type Pool } from '../batch/pool';
import { clock } from '../http/clock';
import type { SonarClient } from '../http/SonarClient';
import { attempt, failed, withEffects, type Outcome, type Outcomes } from '../outcome';
import { matchEntries } from './matchEntries';
import { buildMultipart, UnreadableFile, type SourceFile } from './multipart';
import { withOwnUploads, type OwnUploads } from './ownUploads';
import { parseUpload, toUploaded, type UploadedFile } from './uploadAnswer';
import { verifyUploads } from './verifyUploads';

/**
 * The most files that PHP takes in one request by default (`max_file_uploads`). It drops the rest in
 * silence.
 */
export const MOST_FILES_PER_REQUEST = 20;

/** In mebibytes: a request is closed when the next file would pass it. */
export const MEGABYTES_PER_REQUEST = 50;

export interface FileToUpload extends SourceFile {
	/** The limits that the file sets for its request. */
	limits: RequestLimits;
}

const UNKNOWN_OUTCOME = 'Whether Sonar stored the files is unknown';

/** Puts files, in their order, into as few requests as their limits allow. */
export function planUploads<F extends FileToUpload>(files: readonly F[]): F[][] {
	return planRequests(files, ({ limits, size }) => ({
		...limits,
		size,
		perRequest: Math.min(limits.perRequest, MOST_FILES_PER_REQUEST),
	}));
}

/** Uploads files, several in one request. */
export async function uploadFiles<F extends FileToUpload>(
	client: SonarClient,
	files: readonly F[],
	pool: Pool,
): Promise<Outcomes<F, UploadedFile>> {
	const outcomes = await withOwnUploads(
		client.account,
		async (own) => await uploadAll(client, files, { own, pool }),
	);
	return withEffects(outcomes, 'stored', (file, uploaded) =>
		uploaded ? { what: `${uploaded.id} (${uploaded.filename})`, fileId: uploaded.id } : file.name,
	);
}

interface Around {
	own: OwnUploads;
	pool: Pool;
}

async function uploadAll<F extends FileToUpload>(
	client: SonarClient,
	files: readonly F[],
	around: Around,
): Promise<Outcomes<F, UploadedFile>> {
	const outcomes: Outcomes<F, UploadedFile> = new Map();
	let open = [...files];
	while (open.length > 0) {
		for (const [file, outcome] of await uploadAndSettle(client, open, around)) {
			outcomes.set(file, outcome);
		}
		const results = [...outcomes.values()];
		if (around.pool.stopOnFailure && results.some(({ status }) => status === 'failed')) break;
		// If an unsure upload turned out well, the skipped uploads behind it go on.
		open = files.filter((file) => outcomes.get(file)?.status === 'skipped');
	}
	return outcomes;
}

async function uploadAndSettle<F extends FileToUpload>(
	client: SonarClient,
	files: readonly F[],
	{ own, pool }: Around,
): Promise<Outcomes<F, UploadedFile>> {
	const starts = new Map<F, number>();
	const outcomes = await runRequests(planUploads(files), pool, {
		inputsOf: (request) => request,
		unknownOutcome: UNKNOWN_OUTCOME,
		run: async (request) => {
			for (const file of request) starts.set(file, clock.now());
			return await uploadTogether(client, request, own);
		},
	});
	// Only now, since the file of another request is not the file of an unsure upload.
	return await verifyUploads(client, outcomes, {
		own,
		pool,
		startOf: (file) => starts.get(file)!,
	});
}

async function uploadTogether<F extends FileToUpload>(
	client: SonarClient,
	files: readonly F[],
	own: OwnUploads,
): Promise<Outcomes<F, UploadedFile>> {
	return await own.during(files, async () => await sendTogether(client, files, own));
}

async function sendTogether<F extends FileToUpload>(
	client: SonarClient,
	files: readonly F[],
	own: OwnUploads,
): Promise<Outcomes<F, UploadedFile>> {
	if (files.length === 0) return new Map();
	const answer = await attempt(
		async () =>
			await client.send({
				method: 'POST',
				path: '/api/files',
				headers: { accept: 'application/json' },
				body: async (onActivity) => await buildMultipart(files, onActivity),
				repeat: 'never',
				unknownOutcome: UNKNOWN_OUTCOME,
				parse: parseUpload,
			}),
	);
	if (answer.status === 'done') {
		const entries = await matchEntries(client, files, answer.value);
		return new Map(
			files.map((file): [F, Outcome<UploadedFile>] => [
				file,
				client.hideToken(toUploaded(file, entries.get(file), UNKNOWN_OUTCOME)),
			]),
		);
	}
	const { error } = answer;
	if (error instanceof UnreadableFile) {
		// A body that breaks off is not stored: the other files of the request are sent again.
		const others = files.filter((file) => file !== error.file);
		const unreadable = files.filter((file) => file === error.file);
		return new Map([
			...(await uploadTogether(client, others, own)),
			...unreadable.map((file): [F, Outcome<UploadedFile>] => [file, failed(error)]),
		]);
	}
	if (files.length > 1 && error.maySplit) {
		const [first, second] = halve(files);
		return new Map([
			...(await uploadTogether(client, first, own)),
			...(await uploadTogether(client, second, own)),
		]);
	}
	return new Map(files.map((file) => [file, failed(error)]));
}
