import { expected, handled, notHandled, notSeen, type Result } from '../finding';
import { FILE_FIELDS, idsOf, readFiles, type ListedFile } from '../rows';
import type { Session } from '../Session';
import { askFilters, NONSENSE, soonAfter, withId, WORD, type Filter } from './filters';

/** Whether a file is found by a part of its name, or Sonar's words if it does not search. */
type Found = boolean | string;

export async function checkSearches(session: Session): Promise<void> {
	const example = session.facts.files.find(({ filename }) => WORD.test(filename));
	const nothing = notSeen('No file has a name with five letters in a row');
	let found: ReadonlyMap<Part, Found> | undefined;
	await session.check('contains', 'A search for a part of a name', async () => {
		if (!example) return nothing;
		found = await findByParts(session, example);
		return describeContains(found);
	});
	session.note('case', 'Lower and upper case in a search', found ? describeCase(found) : nothing);
	await session.check('filters', 'Filters by id, date, user, entity and none', () =>
		checkFilters(session),
	);
}

type Part = 'inside' | 'whole' | 'swapped' | 'nonsense';

/** Asks for one file only, so that no page hides it. */
async function findByParts(
	session: Session,
	{ id, filename }: ListedFile,
): Promise<ReadonlyMap<Part, Found>> {
	const word = WORD.exec(filename)![0];
	const parts: ReadonlyArray<[Part, string]> = [
		['inside', word.slice(1, -1)],
		['whole', word],
		['swapped', swapCase(word)],
		['nonsense', NONSENSE],
	];
	const fields = parts.map(([part, text]): [Part, string] => [
		part,
		`files(search: [{
			string_fields: [{ attribute: "filename", search_value: "${text}", match: true, partial_matching: true }]
			integer_fields: [${withId(id)}]
		}]) { entities { id } }`,
	]);
	const found = new Map<Part, Found>();
	for (const [part, answer] of await session.askEach(new Map(fields)))
		found.set(
			part,
			answer.error ? session.quote([answer.error]) : idsOf(answer.value).includes(id),
		);
	return found;
}

function swapCase(word: string): string {
	return [...word]
		.map((letter) =>
			letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
		)
		.join('');
}

function describeContains(found: ReadonlyMap<Part, Found>): Result {
	const inside = found.get('inside')!;
	const nodes = 'The filter File Name does not find what it should';
	if (typeof inside === 'string') return notHandled(`Refused: ${inside}`, nodes);
	if (found.get('nonsense') !== false)
		return notHandled('It finds what does not have it, too', nodes);
	if (inside) return expected('Found anywhere in the name');
	return found.get('whole') === true
		? notHandled('Only whole words are found', 'In File Name enter whole words')
		: notHandled('Not found', nodes);
}

function describeCase(found: ReadonlyMap<Part, Found>): Result {
	if (found.get('whole') !== true) return notSeen('Words are not found at all');
	const swapped = found.get('swapped')!;
	if (typeof swapped === 'string') return notSeen(`Refused: ${swapped}`);
	return swapped
		? expected('All the same')
		: handled('Told from one another', 'In File Name enter the letters as Sonar shows them');
}

async function checkFilters(session: Session): Promise<Result> {
	const filters = buildFilters(session);
	if (filters.size === 0) return notSeen('There are no files');
	return await askFilters(session, { list: 'files', columns: FILE_FIELDS, filters }, readFiles);
}

/** What the nodes ask by, each with what must be true of the answer. */
function buildFilters({ facts: { files } }: Session): Map<string, Filter<ListedFile>> {
	const [newest, second] = files;
	if (!newest) return new Map();
	const older = files.find(
		({ createdAt }) => Date.parse(createdAt) < Date.parse(newest.createdAt) - 1000,
	);
	const linked = files.find(({ type, entityId }) => type && entityId);
	const own = files.find((file) => file.userId !== undefined);
	const isNewest = (found: ListedFile[]) => found.some(({ id }) => id === newest.id);
	const created = (operator: string, createdAt = newest.createdAt) =>
		`search: [{ integer_fields: [${withId(newest.id)}], datetime_fields: [{ attribute: "created_at", search_value: ${JSON.stringify(createdAt)}, operator: ${operator} }] }]`;
	const filters: Array<[string, Filter<ListedFile>] | undefined> = [
		['id', { args: `id: "${newest.id}"`, holds: isNewest }],
		second && [
			'larger ids',
			{
				args: `search: [{ integer_fields: [{ attribute: "id", search_value: "${second.id}", operator: GT }] }]`,
				holds: (found) =>
					isNewest(found) && found.every(({ id }) => BigInt(id) > BigInt(second.id)),
			},
		],
		['created after', { args: created('GTE'), holds: isNewest }],
		['created before', { args: created('LTE', soonAfter(newest.createdAt)), holds: isNewest }],
		older && [
			'created long before',
			{ args: created('LTE', older.createdAt), holds: (found) => found.length === 0 },
		],
		[
			'type',
			{
				args: `search: [{ integer_fields: [${withId(newest.id)}], string_fields: [{ attribute: "mime_type", search_value: ${JSON.stringify(newest.mimeType)}, match: true, partial_matching: true }] }]`,
				holds: isNewest,
			},
		],
		own && [
			'user',
			{
				args: `search: [{ integer_fields: [{ attribute: "user_id", search_value: "${own.userId}", operator: EQ }] }]`,
				holds: (found) => found.length > 0 && found.every((file) => file.userId === own.userId),
			},
		],
		linked && [
			'entity',
			{
				args: `fileable_type: ${linked.type}, fileable_id: "${linked.entityId}"`,
				holds: (found) =>
					found.length > 0 &&
					found.every(({ type, entityId }) => type === linked.type && entityId === linked.entityId),
			},
		],
		linked && [
			'linked ones in ranges of ids',
			{
				args: `search: [${[linked, newest].map(({ id }) => inRange(id)).join()}]`,
				// Sonar New File Trigger leaves out those that are not linked itself.
				holds: (found) => found.some(({ id }) => id === linked.id),
			},
		],
		[
			'no entity yet',
			{
				args: 'search: [{ unset_fields: ["fileable_id"] }]',
				holds: (found) =>
					found.every(({ entityId }) => entityId === undefined) &&
					(found.length > 0 || !files.some(({ entityId }) => entityId === undefined)),
			},
		],
	];
	return new Map(filters.filter((filter) => filter !== undefined));
}

function inRange(id: string): string {
	const bounds = ['GTE', 'LTE'].map(
		(operator) => `{ attribute: "id", search_value: "${id}", operator: ${operator} }`,
	);
	return `{ integer_fields: [${bounds.join()}], exists: ["fileable_id"] }`;
}
