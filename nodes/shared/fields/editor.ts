import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { toNodeError } from '../items/errors';
import { buildHost, readCredential } from '../items/host';
import { fetchEntities, type EntityPage } from '../sonar/entities/fetchEntities';
import { fetchFileableTypes } from '../sonar/entities/fetchFileableTypes';
import { SonarClient } from '../sonar/http/SonarClient';
import { toTypeName } from './fileableType';

/** Asks Sonar for what the editor shows; a failure is shown as that of a node is. */
export async function inEditor<T>(
	context: ILoadOptionsFunctions,
	ask: (client: SonarClient) => Promise<T>,
): Promise<T> {
	try {
		return await ask(new SonarClient(buildHost(context, await readCredential(context))));
	} catch (error) {
		throw toNodeError(context.getNode(), error as Error);
	}
}

/** "TicketReply" as "Ticket Reply". */
export function toLabel(name: string): string {
	return name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ');
}

/** The entity types of the user's instance, for the list in the editor. */
export async function getFileableTypes(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const types = await inEditor(this, fetchFileableTypes);
	return types
		.map(({ name, description }) => ({ name: toLabel(name), value: name, description }))
		.sort((a, b) => a.name.localeCompare(b.name));
}

type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

type FetchPage = (
	client: SonarClient,
	search: { words?: string; page: number },
	context: ILoadOptionsFunctions,
) => Promise<EntityPage>;

/** A list search of the editor: names with their ids, page by page. */
export function buildListSearch(fetchPage: FetchPage): ListSearch {
	return async function (filter, paginationToken) {
		const { entities, nextPage } = await inEditor(this, async (client) => {
			const page = Number(paginationToken);
			const words = filter?.trim();
			const search = { words, page: Number.isSafeInteger(page) && page > 0 ? page : 1 };
			return await fetchPage(client, search, this);
		});
		return {
			results: entities.map(({ id, name = 'Without a name' }) => ({
				name: `${name} (#${id})`,
				value: id,
			})),
			paginationToken: nextPage?.toString(),
		};
	};
}

/** The entities of the chosen type, by name or subject, for the field Entity in the editor. */
export const searchFileables = buildListSearch(async (client, search, context) => {
	const type = toTypeName(context.getCurrentNodeParameter('fileableType'));
	return await fetchEntities(client, { type, ...search });
});
