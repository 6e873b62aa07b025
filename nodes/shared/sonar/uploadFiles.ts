import { isRecord, jsonOf, quote, type TextAnswer } from './answers';
import { multipartOf, UnreadableFile, type SourceFile } from './multipart';
import { halves, planRequests, type Cargo } from './planning';
import { runGroups, type PoolOptions } from './pool';
import { isFailure, resultOf, type Result, type Results } from './result';
import { SonarError } from './SonarError';
import type { SonarSender } from './SonarSender';

/** What PHP takes in one request by default (`max_file_uploads`); it drops the rest in silence. */
export const MOST_FILES_PER_REQUEST = 20;

export type UploadFile = SourceFile & Cargo;

/** Sonar's answer for a file that it stored; `id` is a number unless that would round it. */
export interface UploadedFile {
	id: number | string;
	filename: string;
	stored: true;
	failure_message: null;
}

const IF_UNKNOWN =
	'Whether Sonar stored the files is unknown: look with Sonar List Files (No Entity Yet) before you upload them again';

/** Statuses that refuse a request as a whole: nothing of it was stored. */
const REFUSED_WHOLE = new Set([413, 422]);

/**
 * Uploads files in as few requests as their limits allow.
 *
 * @returns what became of each file, in the order of `files`
 */
export async function uploadFiles(
	sender: SonarSender,
	files: readonly UploadFile[],
	options: PoolOptions,
): Promise<Results<UploadedFile>> {
	const plan = planRequests(
		files.map((file) => ({
			...file,
			perRequest: Math.min(file.perRequest, MOST_FILES_PER_REQUEST),
		})),
	);
	return await runGroups(
		files,
		plan,
		options,
		async (members) => await uploadGroup(sender, members),
	);
}

async function uploadGroup(
	sender: SonarSender,
	files: readonly UploadFile[],
): Promise<Array<Result<UploadedFile>>> {
	const answer = await resultOf(
		sender.send({
			method: 'POST',
			path: '/api/files',
			headers: { accept: 'application/json' },
			body: async (moved) => await multipartOf(files, moved),
			ifUnknown: IF_UNKNOWN,
			read: (text) => resultsOf(text, files),
		}),
	);
	if (!isFailure(answer)) return answer.value;
	if (answer.error instanceof UnreadableFile) return await withoutFile(sender, files, answer.error);
	if (files.length > 1 && REFUSED_WHOLE.has(answer.error.status ?? 0)) {
		const [first, second] = halves(files);
		const results = await uploadGroup(sender, first);
		return [...results, ...(await uploadGroup(sender, second))];
	}
	return files.map(() => answer);
}

/** A body that breaks off is not stored: the other files of the request are sent again. */
async function withoutFile(
	sender: SonarSender,
	files: readonly UploadFile[],
	error: UnreadableFile,
): Promise<Array<Result<UploadedFile>>> {
	const others = files.filter((_, index) => index !== error.index);
	const results = others.length > 0 ? await uploadGroup(sender, others) : [];
	return [...results.slice(0, error.index), { error }, ...results.slice(error.index)];
}

/**
 * Sonar's entries, each to the file that it is about: by name, else by order where there are as
 * many entries as files. PHP drops files in silence, so a file without an entry is a failure.
 */
function resultsOf(answer: TextAnswer, files: readonly UploadFile[]): Array<Result<UploadedFile>> {
	const body = jsonOf(answer);
	if (!Array.isArray(body.files)) {
		throw new SonarError('Sonar’s answer to the upload lists no files', {
			status: answer.status,
			nature: 'interrupted',
			remedy: 'Check the instance URL in the Sonar API credential.',
		});
	}
	const entries = body.files.filter(isRecord);
	const complete = entries.length === files.length;
	const left = new Set(entries);
	const take = (entry: Record<string, unknown> | undefined) => {
		if (entry) left.delete(entry);
		return entry;
	};
	const byName = files.map((file) =>
		take([...left].find(({ filename }) => filename === file.name)),
	);
	return byName.map((entry) => resultOfEntry(entry ?? (complete ? take([...left][0]) : undefined)));
}

function resultOfEntry(entry: Record<string, unknown> | undefined): Result<UploadedFile> {
	if (!entry) return unknownOutcome('Sonar’s answer says nothing about this file');
	const { id, filename, stored, failure_message: reason } = entry;
	const isId = (typeof id === 'number' && id > 0) || (typeof id === 'string' && /^\d+$/.test(id));
	if (stored === true && isId) {
		return { value: { id, filename: String(filename), stored, failure_message: null } };
	}
	if (stored === true) return unknownOutcome('Sonar stored the file but gave no id for it');
	const words = typeof reason === 'string' && reason ? quote(reason) : 'it gave no reason';
	return {
		error: new SonarError(`Sonar did not store the file: ${words}`, {
			remedy: 'Change the file to what Sonar takes, and upload it again.',
		}),
	};
}

function unknownOutcome(what: string): Result<UploadedFile> {
	return {
		error: new SonarError(`${what}. ${IF_UNKNOWN}`, {
			nature: 'interrupted',
			remedy:
				'If the file is there, link it by the id that the list shows. If not, upload it again.',
		}),
	};
}
