import type { Row } from './search';
import type { Store } from './store';

/** The rows that a row contains, and those that attributes such as `ticket_id` name. */
export function relatedTo(row: Row, store: Store): Row[] {
	const values = row as Record<string, unknown>;
	return Object.entries(values).flatMap(([name, value]) => {
		if (typeof value === 'object' && value !== null) return [value];
		const [, relation] = /^(.+)_id$/.exec(name) ?? [];
		if (!relation || typeof value !== 'string') return [];
		const type = values[`${relation}_type`];
		return store.entity(typeof type === 'string' ? type : typeName(relation), value) ?? [];
	});
}

/** "inventory_model" as "InventoryModel". */
function typeName(relation: string): string {
	return relation.replace(/(?:^|_)([a-z])/g, (_, first: string) => first.toUpperCase());
}
