import { pipeline, Transform, type Readable } from 'node:stream';

import { failureOf } from './answers';
import { clock } from './clock';
import type { SonarFile } from './files';
import { findFiles } from './findFiles';
import { runGroups, type PoolOptions } from './pool';
import { isFailure, type Result, type Results } from './result';
import { messageOf, SonarError } from './SonarError';
import type { StreamAnswer } from './requests';
import type { SonarSender } from './SonarSender';

/** How much of a body of the wrong size is kept, to tell what it was instead of the file. */
const HEAD = 4096;

/**
 * Downloads files by their ids: their names and sizes by a query for up to 100, the bytes by a
 * request each, which go to `store` as they come. A body that has not the size that Sonar states
 * fails, and `store`'s stream with it.
 *
 * @returns what `store` gave for each file, in the order of `ids`
 */
export async function downloadFiles<T>(
	sender: SonarSender,
	ids: readonly string[],
	options: PoolOptions,
	store: (body: Readable, file: SonarFile, index: number) => Promise<T>,
): Promise<Results<T>> {
	return await downloadFound(sender, await findFiles(sender, ids), options, store);
}

/** As `downloadFiles`, for files that Sonar was asked for already. */
export async function downloadFound<T>(
	sender: SonarSender,
	found: ReadonlyArray<Result<SonarFile>>,
	options: PoolOptions,
	store: (body: Readable, file: SonarFile, index: number) => Promise<T>,
): Promise<Results<T>> {
	const things = found.map((result, index) => ({ result, index }));
	const plan = things.map(({ index }) => [index]);
	return await runGroups(things, plan, options, async ([thing]) => {
		const { result, index } = thing!;
		if (isFailure(result)) return [result];
		const file = result.value;
		try {
			const value = await sender.send({
				method: 'GET',
				path: `/api/files/${file.id}`,
				headers: { accept: '*/*', 'accept-encoding': 'identity' },
				readStream: async (answer) => {
					const sized = new SizedBody(answer, file);
					try {
						return await store(sized.stream, file, index);
					} catch (error) {
						throw sized.failure ?? (answer.body.errored ? broken() : error);
					} finally {
						answer.body.destroy();
					}
				},
			});
			return [{ value }];
		} catch (error) {
			return [{ error: error instanceof SonarError ? error : notKept(error) }];
		}
	});
}

/** A body that is counted against the size that Sonar states. */
class SizedBody {
	/** Set where the body had not the size that Sonar states. */
	failure?: SonarError;

	readonly stream: Transform;

	private size = 0;

	private head = Buffer.alloc(0);

	constructor(answer: StreamAnswer, file: SonarFile) {
		const expected = Number(file.file_size_in_bytes);
		this.stream = new Transform({
			transform: (chunk: Buffer, _encoding, done) => {
				answer.moved();
				this.size += chunk.length;
				if (this.head.length < HEAD) {
					this.head = Buffer.concat([this.head, chunk.subarray(0, HEAD - this.head.length)]);
				}
				if (this.size > expected) done(this.wrongSize(expected, answer));
				else done(null, chunk);
			},
			flush: (done) => {
				done(this.size === expected ? null : this.wrongSize(expected, answer));
			},
		});
		// Whoever stores the stream hears of its failure.
		pipeline(answer.body, this.stream, () => undefined);
	}

	private wrongSize(expected: number, answer: StreamAnswer): SonarError {
		const text = this.head.toString('utf8');
		const instead = failureOf({ status: 200, headers: answer.headers, text }, clock.now());
		this.failure =
			instead ??
			new SonarError(
				`Sonar sent ${this.size > expected ? 'more than' : `${this.size} of`} the ${expected} bytes of the file${/^\s*</.test(text) ? ', and a web page instead of it' : ''}`,
				{
					nature: 'interrupted',
					remedy: 'Try again. If it goes on, open the file in Sonar to see whether it is whole.',
				},
			);
		return this.failure;
	}
}

function broken(): SonarError {
	return new SonarError('The connection to Sonar broke in the middle of the file', {
		nature: 'interrupted',
		remedy: 'Try again. If it goes on, check the network between n8n and Sonar.',
	});
}

function notKept(error: unknown): SonarError {
	return new SonarError(`n8n could not keep the file: ${messageOf(error)}`, {
		remedy: 'Check n8n’s storage for binary data.',
	});
}
