import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

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
import { NOBODY } from './ticketFields';

// The editor's lists for the fields of tickets.

export const searchTickets = buildListSearch(
	async (client, search) => await fetchEntities(client, { type: 'Ticket', ...search }),
);

/** The accounts or network sites that a ticket can relate to. */
export const searchRelated = buildListSearch(async (client, search, context) => {
	const type = toTypeName(readRelatedTo(context));
	return await fetchEntities(client, { type, ...search });
});

/** The type that is chosen in the field or in the collection that holds it. */
function readRelatedTo(context: ILoadOptionsFunctions): unknown {
	const paths = ['relatedTo', 'filters.relatedTo', 'updateFields.relatedTo'];
	const given = paths.map((path) => context.getCurrentNodeParameter(path));
	return given.find((type) => type !== undefined) ?? 'Account';
}

function searchChoices(type: TicketLookupType) {
	return buildListSearch(
		async (client, search) => await fetchTicketLookup(client, { type, ...search }),
	);
}

export const searchInboundMailboxes = searchChoices('InboundMailbox');
export const searchTicketGroups = searchChoices('TicketGroup');
export const searchUsers = searchChoices('User');

/** Users, and nobody before them. */
export async function searchAssignees(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const { results, ...next } = await searchUsers.call(this, filter, paginationToken);
	const isFound = !paginationToken && NOBODY.includes(filter.trim().toLowerCase());
	return { results: isFound ? [{ name: 'Nobody', value: NOBODY }, ...results] : results, ...next };
}

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
