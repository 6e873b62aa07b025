import { expected, handled, notHandled, type Result } from '../finding';
import { FILE_FIELDS, readFiles, type ListedFile } from '../rows';
import type { Session } from '../Session';

/** In milliseconds, between looks at a list. */
const PAUSES = [0, 250, 500, 1000, 1500, 2000, 2500, 3000, 4000];
/** With 10 rows each, that is all of the probe's own files and as many of others. */
const MOST_PAGES = 8;
/** How long the nodes look again. */
const NODES_LOOK = 7000;

export interface Waited<T> {
	value?: T;
	/** How many questions it took. */
	looks: number;
	milliseconds: number;
}

/** Looks until there is something to see. */
export async function waitFor<T>(
	{ line }: Session,
	look: () => Promise<T | undefined>,
): Promise<Waited<T>> {
	const start = line.now;
	let looks = 0;
	for (const pause of PAUSES) {
		await line.pause(pause);
		looks += 1;
		const value = await look();
		const milliseconds = line.now - start;
		if (value !== undefined) return { value, looks, milliseconds };
	}
	return { looks, milliseconds: line.now - start };
}

export async function findFile(session: Session, id: string): Promise<ListedFile | undefined> {
	const { data } = await session.ask(
		`query ($id: Int64Bit!) { files(id: $id) { entities { ${FILE_FIELDS} } } }`,
		{ id },
	);
	return readFiles(data?.files).find((file) => file.id === id);
}

export function describeLag({ value, looks, milliseconds }: Waited<unknown>): Result {
	const seconds = (milliseconds / 1000).toFixed(1);
	if (value === undefined)
		return notHandled(
			`Not within ${seconds} seconds, asked ${looks} times`,
			'The nodes look for 7 seconds, and then say that it is not there',
		);
	if (looks === 1) return expected('At once');
	const answer = `After ${seconds} seconds, with question ${looks}`;
	return milliseconds < NODES_LOOK
		? handled(answer, 'The nodes look again for 7 seconds')
		: notHandled(answer, 'The nodes look for 7 seconds, and then say that it is not there');
}

/** The files of these ids, as soon as Sonar lists all of them; those that it lists at the end. */
export async function findAll(
	session: Session,
	ids: readonly string[],
): Promise<Map<string, ListedFile>> {
	const found = new Map<string, ListedFile>();
	await waitFor(session, async () => {
		for (const file of await listFrom(session, ids)) found.set(file.id, file);
		return ids.every((id) => found.has(id)) ? true : undefined;
	});
	return found;
}

/** A few pages of the files from the smallest of these ids on; others may upload at the same time. */
async function listFrom(session: Session, ids: readonly string[]): Promise<ListedFile[]> {
	const { pageSize } = session.facts;
	const sorted = [...ids].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
	const [first, last] = [sorted[0]!, sorted.at(-1)!];
	const files: ListedFile[] = [];
	for (let page = 1; page <= MOST_PAGES; page += 1) {
		const { data } = await session.ask(
			`query ($id: Int64Bit!) { files(
				search: [{ integer_fields: [{ attribute: "id", search_value: $id, operator: GTE }] }]
				sorter: [{ attribute: "id", direction: ASC }]
				paginator: { page: ${page}, records_per_page: ${pageSize} }
			) { entities { ${FILE_FIELDS} } } }`,
			{ id: first },
		);
		const rows = readFiles(data?.files);
		files.push(...rows);
		if (rows.length === 0 || rows.some(({ id }) => BigInt(id) >= BigInt(last))) break;
	}
	return files.filter(({ id }) => ids.includes(id));
}
