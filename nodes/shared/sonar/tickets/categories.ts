import { buildRowList, type RowList } from '../graphql/ListQuery';
import { parseWholeNumber } from '../ids';

export interface TicketCategory {
	id: string;
	name: string;
}

/** The categories that a ticket can be given. */
export function buildCategoryList(): RowList<TicketCategory> {
	return buildRowList({
		list: 'ticket_categories',
		args: { enabled: true },
		select: ['id', 'name'],
		parse: (row) => ({
			id: parseWholeNumber(row.id, 'the ID of a ticket category'),
			name: String(row.name),
		}),
	});
}
