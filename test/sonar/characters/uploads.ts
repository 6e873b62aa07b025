import { ExactNumber, json, page, type HttpAnswer } from '../respond';
import type { Characters, Outcome } from './Character';
import type { UploadEntry } from './steps';

/** A character that takes files only one by one, and says so in its own way. */
function refusesMany(words: string, answer: HttpAnswer, allows?: readonly Outcome[]) {
	return {
		description: `A request of several files is refused with ${words}.`,
		allows,
		uploadRefusal: (refusal: HttpAnswer | undefined, { files }: { files: number }) =>
			files > 1 ? answer : refusal,
	};
}

function textOf({ id }: UploadEntry): UploadEntry['id'] {
	return id instanceof ExactNumber ? id.digits : id;
}

/** Whether each entry can be told by its name, in any order. */
function namesTell(entries: readonly UploadEntry[], sent: readonly string[]): boolean {
	const answered = new Set(entries.map(({ filename }) => filename));
	return answered.size === sent.length && sent.every((name) => answered.has(name));
}

/** How Sonar stores an upload, and how it answers. */
export const uploads = {
	idsAsText: {
		description: 'The ids in the answer to an upload are text.',
		uploadEntry: (entry) => ({ ...entry, id: textOf(entry) }),
	},
	largeIds: {
		description: 'The ids of files are larger than any whole number of JavaScript’s.',
		firstFileId: () => 2n ** 53n + 1n,
	},
	keyedEntries: {
		description: 'The entries of an upload are an object with numbers from 1 as its keys.',
		uploadFiles: (files) =>
			Object.fromEntries(Object.values(files).map((entry: unknown, index) => [index + 1, entry])),
	},
	reversedEntries: {
		description:
			'The entries of an upload come in the reverse order, where their names still tell.',
		uploadEntries: (entries, { sent }) =>
			namesTell(entries, sent) ? [...entries].reverse() : entries,
	},
	extraEntryFields: {
		description: 'The entries of an upload have further fields, such as "name" and "file_id".',
		uploadEntry: (entry) => ({
			name: 'upload.tmp',
			file_id: 0,
			size: '0',
			mime_type: 'application/octet-stream',
			url: null,
			...entry,
		}),
	},
	noFailureMessages: {
		description: 'The entries of files that were stored have no failure_message.',
		uploadEntry({ failure_message, ...entry }) {
			return failure_message === null ? entry : { ...entry, failure_message };
		},
	},
	emptyFailureMessages: {
		description: 'The failure_message of a file that was stored is empty text.',
		uploadEntry: (entry) => ({ ...entry, failure_message: entry.failure_message ?? '' }),
	},
	manyRefusedBy400: refusesMany('400', json(400, { error: 'Only one file per request.' })),
	manyRefusedBy422: refusesMany(
		'422',
		json(422, {
			message: 'The given data was invalid.',
			errors: { files: ['The files may not have more than 1 items.'] },
		}),
	),
	manyRefusedBy413: refusesMany('413 and a page', page(413, '413 Request Entity Too Large')),
	manyRefusedBy500: refusesMany('500', json(500, { message: 'Too many files.' }), [
		'uploadUnknown',
	]),
	eachOfManyRefused: {
		description: 'Of a request of several files each is refused, with "stored": false.',
		allows: ['uploadFails'],
		fileRefusal: (failure, { files }) => (files > 1 ? 'Too many files.' : failure),
	},
	moreThanFiveRefused: {
		description: 'A request of more than five files is refused with 422.',
		uploadRefusal: (refusal, { files }) =>
			files > 5 ? json(422, { message: 'The files may not have more than 5 items.' }) : refusal,
	},
	fiveTaken: {
		description: 'PHP takes five files of a request and drops the rest without a word.',
		allows: ['uploadFails', 'uploadUnknown'],
		filesTaken: () => 5,
	},
} satisfies Characters;
