import type { Sonar } from '../../sonar';
import { post, type TestFile } from '../steps/files';

export const FILES_PER_EXECUTION = 3;
const AT_ONCE = 20;

/** The files of one execution, recognised by their names. */
function filesOf(execution: string): TestFile[] {
	return Array.from({ length: FILES_PER_EXECUTION }, (_, index) => ({
		name: `${execution} ${index + 1}.txt`,
		type: 'text/plain',
		content: Buffer.from(`File ${index + 1} of ${execution}\n`.repeat(200)),
	}));
}

/**
 * Sends a request for each execution to a webhook, some at once.
 * @returns the status of each answer; 0 where there was none
 */
export async function request(
	url: string,
	executions: string[],
	ticket: string,
): Promise<Map<string, number>> {
	const statuses = new Map<string, number>();
	const left = [...executions];
	const lane = async () => {
		for (let execution = left.shift(); execution; execution = left.shift()) {
			const answer = await post(url, filesOf(execution), { ticket }).catch(() => undefined);
			await answer?.arrayBuffer();
			statuses.set(execution, answer?.status ?? 0);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, lane));
	return statuses;
}

/** What Sonar holds of an execution's files. */
export interface Held {
	stored: number;
	linked: number;
	/** A file twice. */
	repeated: boolean;
}

/** Compares contents too: a file with other bytes counts as not stored. */
export function heldOf(sonar: Sonar, execution: string): Held {
	const expected = new Map(filesOf(execution).map(({ name, content }) => [name, content]));
	const files = sonar.files.filter(
		({ id, filename }) => expected.get(filename)?.equals(sonar.content(id)) ?? false,
	);
	const names = new Set(files.map(({ filename }) => filename));
	return {
		stored: files.length,
		linked: files.filter(({ fileable_id: entity }) => entity !== null).length,
		repeated: names.size < files.length,
	};
}
