import { createHash } from 'crypto';

import { runRequests, type Pool } from '../batch/pool';
import type { SonarClient } from '../http/SonarClient';
import { attempt, done, valueIfDone } from '../outcome';
import { downloadFile } from './downloadFiles';
import type { SonarFile } from './file';
import type { SourceFile } from './multipart';

/** Hashes of sources and of stored files. Reads each of them once, as a stream. */
export class Contents {
	/** Undefined for a file that cannot be read. */
	private readonly sources = new Map<SourceFile, string | undefined>();

	private readonly stored = new Map<string, string | undefined>();

	constructor(
		private readonly client: SonarClient,
		private readonly pool: Pool,
	) {}

	async read(sources: readonly SourceFile[], stored: readonly SonarFile[]): Promise<void> {
		for (const source of sources) {
			if (this.sources.has(source)) continue;
			const result = await attempt(async () => await hashOf(await source.open()));
			this.sources.set(source, valueIfDone(result));
		}
		const { parallelRequests } = this.pool;
		const unknown = stored.filter(({ id }) => !this.stored.has(id));
		const hashes = await runRequests(
			unknown,
			{ parallelRequests, stopOnFailure: false },
			{
				inputsOf: (file) => [file],
				unknownOutcome: undefined,
				run: async (file) => {
					const downloaded = await downloadFile(this.client, file, hashOf);
					return new Map([[file, done(downloaded.stored)]]);
				},
			},
		);
		for (const [{ id }, hash] of hashes) {
			// Sonar may list a file a moment before it serves its content: look again next time.
			if (hash.status === 'failed' && hash.error.code === 'notFound') continue;
			this.stored.set(id, valueIfDone(hash));
		}
	}

	/** Undefined if it is unknown. */
	ofSource(source: SourceFile): string | undefined {
		return this.sources.get(source);
	}

	/** Undefined if it is unknown. */
	ofStored({ id }: SonarFile): string | undefined {
		return this.stored.get(id);
	}
}

async function hashOf(content: AsyncIterable<string | Buffer> | Iterable<Buffer>): Promise<string> {
	const hash = createHash('sha256');
	// Reading a stream by `for await` also closes it, whatever happens.
	for await (const chunk of content) hash.update(chunk);
	return hash.digest('hex');
}
