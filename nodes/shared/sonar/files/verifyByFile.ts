import { isAbsent } from '../graphql/askAgain';
import type { SonarClient } from '../http/SonarClient';
import { failed, unsureOf, type Result } from '../outcome';
import type { SonarError } from '../SonarError';
import { fetchFiles } from './fetchFiles';
import type { FileField, SonarFile } from './file';

/** How a file shows the outcome of a mutation. */
export interface FileCheck<Input, T> {
	/** The fields to ask for. */
	fields: readonly FileField[];
	/** The outcome that the file shows. Undefined if it shows none yet. */
	outcomeOf: (input: Input, file: Result<SonarFile>) => Result<T> | undefined;
	/** The failure if Sonar answered the mutation, but seconds later the file still shows no outcome. */
	whenUnsettled?: (input: Input, error: SonarError, file: Result<SonarFile>) => SonarError;
}

/** Settles mutations of unknown outcome by looking at their files, for some seconds. */
export async function verifyByFile<Input extends { fileId: string }, T>(
	client: SonarClient,
	results: ReadonlyMap<Input, Result<T>>,
	check: FileCheck<Input, T>,
): Promise<Map<Input, Result<T>>> {
	const unsure = unsureOf(results);
	const isPending = (file: Result<SonarFile>, id: string) =>
		isKnown(file) &&
		unsure.some(({ input }) => input.fileId === id && !check.outcomeOf(input, file));
	const files = await fetchFiles(
		client,
		unsure.map(({ input }) => input.fileId),
		isPending,
		check.fields,
	);
	const settled = new Map(results);
	for (const { input, error } of unsure) {
		const file = files.get(input.fileId)!;
		settled.set(input, check.outcomeOf(input, file) ?? failed(conclude(input, error, file, check)));
	}
	return settled;
}

/** Whether Sonar tells about a file, if only that there is none. */
function isKnown(file: Result<SonarFile>): boolean {
	return file.status === 'done' || isAbsent(file);
}

function conclude<Input, T>(
	input: Input,
	error: SonarError,
	file: Result<SonarFile>,
	{ whenUnsettled = toMissing }: FileCheck<Input, T>,
): SonarError {
	const wasAnswered = error.code === 'incomplete';
	return wasAnswered && isKnown(file) ? whenUnsettled(input, error, file) : error;
}

/** Without a file there was nothing to change. */
function toMissing(_: unknown, error: SonarError, file: Result<SonarFile>): SonarError {
	return file.status === 'failed' ? file.error : error;
}
