import { buildQuery } from '../graphql/rootField';
import { runFields } from '../graphql/runFields';
import { isRecord, recordsOf } from '../guards';
import type { SonarClient } from '../http/SonarClient';
import { valueIfDone } from '../outcome';
import { LOOKUPS } from './lookups';

export interface FileableType {
	name: string;
	description?: string;
}

/** For instances that do not allow introspection. */
const PUBLIC_TYPES = Object.keys(LOOKUPS);

const types = buildQuery('__type', {
	args: { name: 'FileableType' },
	select: [{ field: 'enumValues', select: ['name', 'description'] }],
	parse: (value) => (isRecord(value) ? recordsOf(value.enumValues) : []).map(parseType),
});

const entities = buildQuery('__type', {
	args: { name: 'FileableInterface' },
	select: [{ field: 'possibleTypes', select: ['name'] }],
	parse: (value) => (isRecord(value) ? recordsOf(value.possibleTypes) : []).map(parseType),
});

/** Some descriptions are only translation keys, such as "types.ach_batch". */
function parseType({ name, description }: Record<string, unknown>): FileableType {
	const isText = typeof description === 'string' && !/^[\w-]+(\.[\w-]+)+$/.test(description);
	return { name: String(name), description: isText ? description : undefined };
}

/**
 * The types that files can be linked to on this instance, or those of the public schema if it does not
 * tell. Skips types that are in the enum but have no entities, and those of Sonar's own tests.
 *
 * @throws SonarError if Sonar cannot be asked: the editor should show a wrong token or URL, not a list
 * that hides it
 */
export async function fetchFileableTypes(client: SonarClient): Promise<FileableType[]> {
	const results = await runFields(client, { operation: 'query', fields: [types, entities] });
	const all = results.get(types)!;
	if (all.status === 'failed' && !all.error.traits.splittable) throw all.error;
	const found = valueIfDone(all) ?? [];
	if (found.length === 0) return PUBLIC_TYPES.map((name) => ({ name }));
	const linkable = valueIfDone(results.get(entities)) ?? [];
	const names = new Set(linkable.map(({ name }) => name));
	return found.filter(
		({ name }) => !name.startsWith('Test') && (names.size === 0 || names.has(name)),
	);
}
