import { expected, notHandled, type Result } from '../finding';
import type { Session } from '../Session';

/** Enough letters for a search inside of a word. */
export const WORD = /[a-z]{5,}/i;
export const NONSENSE = 'qzxjkvwyqzxjkvwy';

/** Arguments of a list, and what must be true of its rows. */
export interface Filter<Row> {
	args: string;
	holds: (found: Row[]) => boolean;
}

interface Filters<Row> {
	list: string;
	columns: string;
	filters: ReadonlyMap<string, Filter<Row>>;
}

/** Asks by each of the filters, all in one request. */
export async function askFilters<Row>(
	session: Session,
	{ list, columns, filters }: Filters<Row>,
	read: (list: unknown) => Row[],
): Promise<Result> {
	const fields = [...filters].map(([name, { args }]): [string, string] => [
		name,
		`${list}(${args}, paginator: { page: 1, records_per_page: 10 }) { entities { ${columns} } }`,
	]);
	const wrong: string[] = [];
	for (const [name, answer] of await session.askEach(new Map(fields))) {
		if (answer.error) wrong.push(`${name} is refused, ${session.quote([answer.error])}`);
		else if (!filters.get(name)!.holds(read(answer.value))) wrong.push(`${name} is not right`);
	}
	if (wrong.length === 0)
		return expected(`All ${filters.size} hold: ${[...filters.keys()].join(', ')}`);
	return notHandled(wrong.join('; '), 'What asks by these gets the wrong rows, or fails');
}

/** Of a search for one row only, so that no page hides it. */
export function withId(id: string): string {
	return `{ attribute: "id", search_value: "${id}", operator: EQ }`;
}

/** A second later, since Sonar may keep more digits of a moment than it shows. */
export function soonAfter(shown: string): string {
	const moment = Date.parse(shown) + 1000;
	if (Number.isNaN(moment)) return shown;
	return new Date(moment).toISOString().replace(/\.\d+Z$/, '+00:00');
}
