import { clock } from '../http/clock';
import type { Outcomes } from '../outcome';
import type { SonarFile } from './file';
import type { SourceFile } from './multipart';
import { toPlainName, type UploadedFile } from './uploadAnswer';

/** In milliseconds: far longer than any doubt about Sonar's clock and this machine's. */
const KEEP = 3_600_000;

/** Whether a file in Sonar has the size of a source and its name, as Sonar may have changed it. */
export function isAlike({ name, size }: SourceFile, stored: SonarFile): boolean {
	return (
		Number(stored.file_size_in_bytes) === size && toPlainName(stored.filename) === toPlainName(name)
	);
}

/**
 * The uploads of this process to one instance with one token. The file of one upload cannot be the file
 * of another, whichever execution it belongs to.
 */
export class OwnUploads {
	/** When each run that still uploads began. */
	private readonly runs = new Set<{ since: number }>();

	/** Files whose request is not answered yet. */
	private readonly underWay = new Set<SourceFile>();

	/** The ids that Sonar has given, and when, the oldest first. */
	private readonly given = new Map<string, number>();

	/** Notes a run, whose uploads may have to look for their files until it ends. */
	async run<T>(execute: () => Promise<T>): Promise<T> {
		const run = { since: clock.now() };
		this.runs.add(run);
		try {
			return await execute();
		} finally {
			this.runs.delete(run);
		}
	}

	/** Notes a request with files, and at its end the ids that Sonar gave them. */
	async during<F extends SourceFile>(
		files: readonly F[],
		send: () => Promise<Outcomes<F, UploadedFile>>,
	): Promise<Outcomes<F, UploadedFile>> {
		for (const file of files) this.underWay.add(file);
		try {
			const outcomes = await send();
			for (const outcome of outcomes.values()) {
				if (outcome.status === 'done') this.note(outcome.value);
			}
			return outcomes;
		} finally {
			for (const file of files) this.underWay.delete(file);
		}
	}

	/** Notes that a file belongs to an upload. */
	note({ id }: UploadedFile): void {
		this.given.set(id, clock.now());
	}

	/** Whether a file in Sonar belongs to an upload, or may turn out to when its request is answered. */
	mayHave(stored: SonarFile): boolean {
		return this.given.has(stored.id) || [...this.underWay].some((file) => isAlike(file, stored));
	}

	/**
	 * Forgets ids that no run can come upon: a run looks only for files that are newer than itself.
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

/** Runs something with all that is known of the uploads of an account (see `SonarClient`). */
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
