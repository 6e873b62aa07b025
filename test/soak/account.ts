import type { Sonar } from '../sonar';
import type { Outcomes } from './workflow';

/** The numbers of files by their outcome. */
export interface Account {
	/** Stored once and linked once, to the right account, and reported so. */
	done: number;
	/** Reported as failed, and Sonar has not done it. */
	reported: number;
	/** Reported as of unknown outcome, and Sonar may have done it. */
	unknown: number;
	/** Anything else: stored twice, linked elsewhere, or done otherwise than reported. */
	lost: number;
}

type Fate = keyof Account;
type Files = Sonar['files'];

/** Compares the nodes' report of each item with Sonar's books. */
export function accountFor(sonar: Sonar, uploads: Outcomes, links: Outcomes): Account {
	const byName = groupByName(sonar.files);
	const account: Account = { done: 0, reported: 0, unknown: 0, lost: 0 };
	uploads.forEach((upload, index) => {
		const stored = byName.get(`${index}.txt`) ?? [];
		account[fateOf(index, stored, upload, links[index]!)] += 1;
	});
	return account;
}

function fateOf(
	index: number,
	stored: Files,
	upload: Outcomes[number],
	link: Outcomes[number],
): Fate {
	if (stored.length > 1) return 'lost';
	const [file] = stored;
	if (upload.error !== undefined) return failed(upload.error, file !== undefined);
	if (file?.id !== `${upload.json?.id as number}`) return 'lost';
	const isLinked = file.fileable_type === 'Account' && file.fileable_id === String(index + 1);
	if (file.fileable_id !== null && !isLinked) return 'lost';
	if (link.error !== undefined) return failed(link.error, isLinked);
	return isLinked ? 'done' : 'lost';
}

/** If a failure hides that something was done, it must say that this is unknown. */
function failed(message: string, wasDone: boolean): Fate {
	if (message.includes('is unknown: look with')) return 'unknown';
	return wasDone ? 'lost' : 'reported';
}

function groupByName(files: Files): Map<string, Files> {
	const groups = new Map<string, Files>();
	for (const file of files) groups.set(file.filename, [...(groups.get(file.filename) ?? []), file]);
	return groups;
}
