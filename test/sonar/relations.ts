import { list, valueOf, type Row } from './search';
import type { Store } from './store';
import type { Entity } from './types';
import type { View } from './view';

/** The entity that attributes such as `user_id` name. */
export function entityAt(row: Entity, relation: string, type: string, store: Store): Row | null {
	const id = valueOf(row.type, row, `${relation}_id`);
	return typeof id === 'string' ? (store.entity(type, id) ?? null) : null;
}

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

/** By which attribute the rows of a nested list name the entity that they belong to. */
const PARENT_ID: Record<string, string> = {
	Ticket: 'ticket_id',
	WebhookEndpoint: 'webhook_endpoint_id',
};

/** The rows of a list inside of an entity, but for its files. */
export function rowsWithin(parent: Entity, field: string, type: string, view: View): Row[] {
	const own = (parent as unknown as Record<string, unknown>)[field];
	switch (field) {
		case 'ticket_categories': {
			const { ticket_category_ids: ids = [] } = parent as { ticket_category_ids?: string[] };
			return view.entities(type).filter(({ id }) => ids.includes(id));
		}
		case 'child_tickets':
			return having(view.entities(type), 'parent_ticket_id', parent.id);
		// A ticket is created with these, so it keeps them itself.
		case 'ticket_recipients':
		case 'custom_field_data':
			return numbered(list(own as Array<object | null> | undefined), parent);
		default:
			return having(view.entities(type), PARENT_ID[parent.type]!, parent.id);
	}
}

function having(rows: Entity[], attribute: string, value: string): Row[] {
	return rows.filter((row) => valueOf(row.type, row, attribute) === value);
}

function numbered(rows: object[], { id }: Entity): Row[] {
	const first = BigInt(id) * 1000n;
	return rows.map((row, index) => ({
		id: String(first + BigInt(index)),
		ticket_id: id,
		...row,
	}));
}

/** "inventory_model" as "InventoryModel". */
function typeName(relation: string): string {
	return relation.replace(/(?:^|_)([a-z])/g, (_, first: string) => first.toUpperCase());
}
