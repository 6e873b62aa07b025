import { type Page } from '../graphql/connection';
import { toWholeNumber } from '../ids';
import type { RootField } from '../graphql/rootField';
import { runFields } from '../graphql/runFields';
import type { SonarClient } from '../http/SonarClient';
import { valueIfDone } from '../outcome';
import { TICKET_LOOKUPS, lookupOf, type Lookup } from './lookups';
import type { Reference } from './labelParts';
import { numbered } from './searches';

type Names = Array<[key: string, name: string]>;

export function nameKey({ type, id }: Pick<Reference, 'type' | 'id'>): string {
	return `${type} ${id}`;
}

/**
 * Fetches the names of all references in one request. Skips entities that Sonar does not give: the
 * token may lack the permission to read them.
 *
 * @param pageSize the largest that this instance accepts
 */
export async function fetchNames(
	client: SonarClient,
	references: readonly Reference[],
	pageSize: number,
): Promise<Map<string, string>> {
	const fields = [...new Set(references.map(({ type }) => type))].flatMap((type) => {
		const lookup = type === 'User' ? TICKET_LOOKUPS.User : lookupOf(type);
		if (!lookup) return [];
		const ids = new Set(references.filter((one) => one.type === type).map(({ id }) => id));
		return chunks([...ids], pageSize).map((some) => buildNamesQuery(type, lookup, some));
	});
	const results = await runFields(client, { operation: 'query', fields });
	return new Map(
		[...results.values()].flatMap((result) => valueIfDone(result)?.entities.flat() ?? []),
	);
}

function chunks<T>(all: readonly T[], size: number): T[][] {
	return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
		all.slice(index * size, (index + 1) * size),
	);
}

function buildNamesQuery(
	type: string,
	{ nameParts, buildQuery }: Lookup,
	ids: readonly string[],
): RootField<Page<Names>> {
	const args = {
		search: ids.flatMap((id) => numbered('id', id)),
		paginator: { page: 1, records_per_page: ids.length },
	};
	return buildQuery(args, false, (row): Names => {
		const shown = nameParts.map((part) => part.read(row));
		const name = shown.filter((one) => typeof one === 'string').join(' · ');
		const id = toWholeNumber(row.id);
		return name && id ? [[nameKey({ type, id }), name]] : [];
	});
}
