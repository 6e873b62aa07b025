import { clock } from '../http/clock';
import type { Outcomes } from '../outcome';
import type { SonarFile } from './file';
import type { SourceFile } from './multipart';
import { toPlainName, type UploadedFile } from './uploadAnswer';

/** In milliseconds: far more than Sonar's clock and this machine's may differ. */
const KEEP = 3_600_000;

/** Whether a file in Sonar has the size of a source and its name, as Sonar may have changed it. */
export function isAlike({ name, size }: SourceFile, stored: SonarFile): boolean {
	return (
		Number(stored.file_size_in_bytes) === size && toPlainName(stored.filename) === toPlainName(name)
	);
}

/**
 * The uploads of this process to one instance with one token, in all executions. A stored file belongs
 * to one upload, so it cannot be the missing file of another.
 */
export class OwnUploads {
	/** The start times of the runs that are still uploading. */
	private readonly runs = new Set<{ since: number }>();

	/** Files whose request is still in flight. */
	private readonly inFlight = new Set<SourceFile>();

	/** The IDs that Sonar has assigned, and when, oldest first. */
	private readonly given = new Map<string, number>();

	/** Registers a run: until it ends, its uploads may have to look for their files. */
	async run<T>(execute: () => Promise<T>): Promise<T> {
		const run = { since: clock.now() };
		this.runs.add(run);
		try {
			return await execute();
		} finally {
			this.runs.delete(run);
		}
	}

	/** Registers the files of a request while it is in flight, then the IDs that Sonar assigned. */
	async during<F extends SourceFile>(
		files: readonly F[],
		send: () => Promise<Outcomes<F, UploadedFile>>,
	): Promise<Outcomes<F, UploadedFile>> {
		for (const file of files) this.inFlight.add(file);
		try {
			const outcomes = await send();
			for (const outcome of outcomes.values()) {
				if (outcome.status === 'done') this.note(outcome.value);
			}
			return outcomes;
		} finally {
			for (const file of files) this.inFlight.delete(file);
		}
	}

	/** Registers a stored file as the file of an upload. */
	note({ id }: UploadedFile): void {
		this.given.set(id, clock.now());
	}

	/** Whether a stored file belongs to an upload, or may yet turn out to be a file in flight. */
	mayHave(stored: SonarFile): boolean {
		return this.given.has(stored.id) || [...this.inFlight].some((file) => isAlike(file, stored));
	}

	/**
	 * Forgets IDs that no active run can find: a run only looks for files newer than itself.
	 *
	 * @returns whether nothing is left
	 */
	prune(): boolean {
		const since = Math.min(clock.now(), ...[...this.runs].map((run) => run.since));
		for (const [id, time] of this.given) {
			if (time >= since - KEEP) break;
			this.given.delete(id);
		}
		return this.runs.size === 0 && this.given.size === 0;
	}
}

const accounts = new Map<string, OwnUploads>();

/** Executes with the uploads of an account (see `SonarClient`), which all its runs share. */
export async function withOwnUploads<T>(
	account: string,
	execute: (own: OwnUploads) => Promise<T>,
): Promise<T> {
	const own = accounts.get(account) ?? new OwnUploads();
	accounts.set(account, own);
	try {
		return await own.run(async () => await execute(own));
	} finally {
		for (const [name, uploads] of accounts) {
			if (uploads.prune()) accounts.delete(name);
		}
	}
}
