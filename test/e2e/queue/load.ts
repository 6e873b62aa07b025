import type { RawAnswer, Sonar } from '../../sonar';
import { post, type TestFile } from '../steps/files';

export const FILES_PER_EXECUTION = 3;
const AT_ONCE = 20;
/** Longer than a whole queue takes; n8n leaves some requests without an answer when a worker dies. */
const LONGEST_WAIT = 90_000;

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
 * @returns the status of each answer; 0 if there was none in time
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
			const signal = AbortSignal.timeout(LONGEST_WAIT);
			const answer = post(url, filesOf(execution), { ticket }, signal).then(
				async (response) => await response.arrayBuffer().then(() => response.status),
			);
			statuses.set(execution, await answer.catch(() => 0));
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, lane));
	return statuses;
}

/** Which execution the files in a text are of. */
export function executionIn(text: string): string | undefined {
	return /"([^"]+) 1\.txt"/.exec(text)?.[1];
}

/** Links that Sonar does not answer yet. */
export interface HeldLinks {
	count: () => number;
	release: () => void;
}

/** Holds the next links, so that executions stand between their upload and their link. */
export function holdLinks(sonar: Sonar, count: number): HeldLinks {
	let held = 0;
	let release: () => void = () => undefined;
	const released = new Promise<void>((resolve) => (release = resolve));
	const hold: RawAnswer = async (_request, response, carryOut) => {
		held += 1;
		await released;
		// Nobody asks any more.
		if (response.closed) return;
		response.writeHead(200, { 'content-type': 'application/json' }).end(await carryOut());
	};
	sonar.answerNext(({ path }) => path === '/api/graphql', hold, count);
	return { count: () => held, release };
}

/** The files of an execution that Sonar holds. */
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
