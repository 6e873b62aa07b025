import { expected, handled, notHandled, notSeen, type Result } from '../finding';
import { idsOf, readFiles, type ListedFile, type Session } from '../Session';

/** Enough letters for a search inside of a word. */
const WORD = /[a-z]{5,}/i;
const NONSENSE = 'qzxjkvwyqzxjkvwy';

export async function checkSearches(session: Session): Promise<void> {
	const example = session.facts.files.find(({ filename }) => WORD.test(filename));
	const word = example ? WORD.exec(example.filename)![0] : '';
	const nothing = notSeen('No file has a name with five letters in a row');
	await session.check('contains', 'A search for a part of a name', async () =>
		example ? await checkContains(session, example, word) : nothing,
	);
	await session.check('case', 'Lower and upper case in a search', async () =>
		example ? await checkCase(session, example, word) : nothing,
	);
	await session.check('filters', 'Filters by id, date, user, entity and none', () =>
		checkFilters(session),
	);
}

/** Whether a file is found by a part of its name; asked for that file only, so that no page hides it. */
async function isFound(
	session: Session,
	{ id }: ListedFile,
	part: string,
): Promise<boolean | string> {
	const { data, errors } = await session.ask(
		`query ($id: Int64Bit!, $part: String!) { files(search: [{
			string_fields: [{ attribute: "filename", search_value: $part, match: true, partial_matching: true }]
			integer_fields: [{ attribute: "id", search_value: $id, operator: EQ }]
		}]) { entities { id } } }`,
		{ id, part },
	);
	return data?.files ? idsOf(data.files).includes(id) : session.quote(errors);
}

async function checkContains(session: Session, file: ListedFile, word: string): Promise<Result> {
	const inside = await isFound(session, file, word.slice(1, -1));
	const nodes = 'The filter File Name does not find what it should';
	if (typeof inside === 'string') return notHandled(`Refused: ${inside}`, nodes);
	if ((await isFound(session, file, NONSENSE)) !== false)
		return notHandled('It finds what does not have it, too', nodes);
	if (inside) return expected('Found anywhere in the name');
	const whole = await isFound(session, file, word);
	return whole === true
		? notHandled('Only whole words are found', 'In File Name enter whole words')
		: notHandled('Not found', nodes);
}

async function checkCase(session: Session, file: ListedFile, word: string): Promise<Result> {
	const swapped = [...word]
		.map((letter) =>
			letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
		)
		.join('');
	if ((await isFound(session, file, word)) !== true) return notSeen('Words are not found at all');
	const found = await isFound(session, file, swapped);
	if (typeof found === 'string') return notSeen(`Refused: ${found}`);
	return found
		? expected('All the same')
		: handled('Told from one another', 'In File Name enter the letters as Sonar shows them');
}

interface Filter {
	args: string;
	holds: (found: ListedFile[]) => boolean;
}

async function checkFilters(session: Session): Promise<Result> {
	const filters = buildFilters(session);
	if (filters.size === 0) return notSeen('There are no files');
	const fields = [...filters].map(([name, { args }]): [string, string] => [
		name,
		`files(${args}, paginator: { page: 1, records_per_page: 10 }) { entities { id filename mime_type file_size_in_bytes fileable_type fileable_id user_id created_at } }`,
	]);
	const wrong: string[] = [];
	for (const [name, answer] of await session.askEach(new Map(fields))) {
		if (answer.error) wrong.push(`${name} is refused, ${session.quote([answer.error])}`);
		else if (!filters.get(name)!.holds(readFiles(answer.value))) wrong.push(`${name} is not right`);
	}
	if (wrong.length === 0)
		return expected(`All ${filters.size} hold: ${[...filters.keys()].join(', ')}`);
	return notHandled(wrong.join('; '), 'What asks by these gets the wrong files, or fails');
}

/** What the nodes ask by, each with what must be true of the answer. */
function buildFilters({ facts: { files } }: Session): Map<string, Filter> {
	const [newest, second] = files;
	if (!newest) return new Map();
	const older = files.find(
		({ createdAt }) => Date.parse(createdAt) < Date.parse(newest.createdAt) - 1000,
	);
	const linked = files.find(({ type, entityId }) => type && entityId);
	const own = files.find((file) => file.userId !== undefined);
	const isNewest = (found: ListedFile[]) => found.some(({ id }) => id === newest.id);
	const at = (id: string) => `{ attribute: "id", search_value: "${id}", operator: EQ }`;
	const created = (operator: string, { createdAt }: Pick<ListedFile, 'createdAt'> = newest) =>
		`search: [{ integer_fields: [${at(newest.id)}], datetime_fields: [{ attribute: "created_at", search_value: ${JSON.stringify(createdAt)}, operator: ${operator} }] }]`;
	const filters: Array<[string, Filter] | undefined> = [
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
		['created before', { args: created('LTE', soonAfter(newest)), holds: isNewest }],
		older && [
			'created long before',
			{ args: created('LTE', older), holds: (found) => found.length === 0 },
		],
		[
			'type',
			{
				args: `search: [{ integer_fields: [${at(newest.id)}], string_fields: [{ attribute: "mime_type", search_value: ${JSON.stringify(newest.mimeType)}, match: true, partial_matching: true }] }]`,
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

/** A second later, since Sonar may keep more digits of a moment than it shows. */
function soonAfter({ createdAt }: ListedFile): Pick<ListedFile, 'createdAt'> {
	const moment = Date.parse(createdAt) + 1000;
	if (Number.isNaN(moment)) return { createdAt };
	return { createdAt: new Date(moment).toISOString().replace(/\.\d+Z$/, '+00:00') };
}
