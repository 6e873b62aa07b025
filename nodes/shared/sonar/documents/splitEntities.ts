import { isRecord } from '../guards';
import { keyOf, selectedFields } from './selections';
import type { UserDocument } from './userDocument';

/** The entities of an answer whose only root field is a list. Undefined for any other answer. */
export function splitEntities(
	{ operation, fragments }: UserDocument,
	data: Record<string, unknown>,
): Array<Record<string, unknown>> | undefined {
	const roots = selectedFields(operation.selectionSet, fragments).filter(
		({ name }) => name.value !== '__typename',
	);
	const lists = roots
		.flatMap(({ selectionSet }) => selectedFields(selectionSet, fragments))
		.filter(({ name }) => name.value === 'entities');
	const [root, otherRoot] = new Set(roots.map(keyOf));
	const [list, otherList] = new Set(lists.map(keyOf));
	if (root === undefined || list === undefined) return undefined;
	if (otherRoot !== undefined || otherList !== undefined) return undefined;
	const connection = data[root];
	const entities = isRecord(connection) ? connection[list] : undefined;
	if (!Array.isArray(entities)) return undefined;
	const rows = (entities as unknown[]).filter((entity) => entity !== null);
	return rows.every(isRecord) ? rows : undefined;
}
