import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import {
	fetchTicketLookup,
	fetchEntities,
	type TicketLookupType,
} from '../sonar/entities/fetchEntities';
import { fetchRows } from '../sonar/graphql/ListQuery';
import { buildCategoryList } from '../sonar/tickets/categories';
import { buildCustomFieldList, isOfTickets } from '../sonar/tickets/customFields';
import { buildListSearch, inEditor } from './editor';
import { toTypeName } from './fileFields';

// The editor's lists for the fields of tickets.

export const searchTickets = buildListSearch(
	async (client, search) => await fetchEntities(client, { type: 'Ticket', ...search }),
);

/** The accounts or network sites that a ticket can relate to. */
export const searchRelated = buildListSearch(async (client, search, context) => {
	const type = toTypeName(context.getCurrentNodeParameter('relatedTo'));
	return await fetchEntities(client, { type, ...search });
});

function searchChoices(type: TicketLookupType) {
	return buildListSearch(
		async (client, search) => await fetchTicketLookup(client, { type, ...search }),
	);
}

export const searchInboundMailboxes = searchChoices('InboundMailbox');
export const searchTicketGroups = searchChoices('TicketGroup');
export const searchUsers = searchChoices('User');

export async function getTicketCategories(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const categories = await inEditor(
		this,
		async (client) => await fetchRows(client, buildCategoryList()),
	);
	return byName(categories.map(({ id, name }) => ({ name: `${name} (#${id})`, value: id })));
}

/** The custom fields of tickets, each described by the values that it takes. */
export async function getCustomFields(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const fields = await inEditor(
		this,
		async (client) => await fetchRows(client, buildCustomFieldList()),
	);
	return byName(
		fields.filter(isOfTickets).map(({ id, name, type, isRequired, choices }) => {
			const kind = choices.length > 0 ? `One of ${choices.join(', ')}` : `Type ${type}`;
			return {
				name: `${name} (#${id})`,
				value: id,
				description: isRequired ? `${kind}. Required.` : kind,
			};
		}),
	);
}

function byName(options: INodePropertyOptions[]): INodePropertyOptions[] {
	return options.sort((a, b) => a.name.localeCompare(b.name));
}
