import { runRequests, type Pool } from '../batch/pool';
import { messageOf } from '../guards';
import type { SonarClient } from '../http/SonarClient';
import { buildBrokenFailure } from '../http/networkErrors';
import { unwrap, type Outcomes } from '../outcome';
import { SonarError } from '../SonarError';
import { CountedBody } from './CountedBody';
import { fetchFiles } from './fetchFiles';
import type { SonarFile } from './file';

export interface Downloaded<T> {
	file: SonarFile;
	/** The stored body, as `store` gives it. */
	stored: T;
	/** Whether the body was whole, but of another size than Sonar's list states. */
	hasOtherSize: boolean;
}

/** Takes a body as it comes. It fails if the body turns out not to be the whole file. */
export type StoreBody<T> = (body: NodeJS.ReadableStream, file: SonarFile) => Promise<T>;

/**
 * Downloads files by their ids. A query gives the names and sizes of up to 100 files. The bytes of each
 * file come by a request of its own, and go to `store` as they come.
 */
export async function downloadFiles<D extends { fileId: string }, T>(
	client: SonarClient,
	downloads: readonly D[],
	pool: Pool,
	store: (body: NodeJS.ReadableStream, file: SonarFile, download: D) => Promise<T>,
): Promise<Outcomes<D, Downloaded<T>>> {
	const found = await fetchFiles(
		client,
		downloads.map(({ fileId }) => fileId),
	);
	return await runRequests(downloads, pool, {
		inputsOf: (download) => [download],
		unknownOutcome: undefined,
		run: async (download) => {
			const file = found.get(download.fileId)!;
			if (file.status === 'failed') return new Map([[download, file]]);
			const value = await downloadFile(
				client,
				file.value,
				async (body, given) => await store(body, given, download),
			);
			return new Map([[download, { status: 'done', value, effects: [] }]]);
		},
	});
}

/**
 * Downloads one file.
 *
 * @throws SonarError if Sonar does not give the whole file, or `store` does not take it
 */
export async function downloadFile<T>(
	client: SonarClient,
	file: SonarFile,
	store: StoreBody<T>,
): Promise<Downloaded<T>> {
	const downloaded = await tryDownload(client, file, store);
	if (downloaded) return downloaded;
	// A file that reads like a refusal or has another size than listed, or a refusal. A query tells them
	// apart: it fails if the token is refused, and waits for the rate limit.
	const found = await fetchFiles(client, [file.id]);
	const again = await tryDownload(client, unwrap(found.get(file.id)!), store, true);
	return again!;
}

/** @returns undefined if it is not sure that the body is the file's */
async function tryDownload<T>(
	client: SonarClient,
	file: SonarFile,
	store: StoreBody<T>,
	isAccepted?: true,
): Promise<Downloaded<T> | undefined> {
	return await client.send({
		method: 'GET',
		path: `/api/files/${file.id}`,
		headers: { accept: '*/*', 'accept-encoding': 'identity' },
		repeat: 'safe',
		receive: async (answer) => {
			const body = new CountedBody(answer, file, isAccepted);
			try {
				const stored = await store(body.stream, file);
				return { file, stored, hasOtherSize: body.hasOtherSize };
			} catch (error) {
				if (body.isDoubtful) return undefined;
				throw body.failure ?? (answer.body.errored ? brokenOff() : toStorageFailure(error));
			}
		},
	});
}

function brokenOff(): SonarError {
	return buildBrokenFailure('The connection to Sonar broke in the middle of the file');
}

function toStorageFailure(error: unknown): SonarError {
	return new SonarError('storage', `n8n could not keep the file: ${messageOf(error)}`);
}
