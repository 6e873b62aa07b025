import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { buildHost, readCredential } from '../n8n/host';
import { toNodeError } from '../n8n/nodeErrors';
import { fetchEntities, type EntityPage, type Place } from '../sonar/entities/fetchEntities';
import { fetchFileableTypes } from '../sonar/entities/fetchFileableTypes';
import { toLabel } from '../sonar/entities/typeLabels';
import { SonarClient } from '../sonar/http/SonarClient';
import { toTypeName } from './fileFields';

/** Asks Sonar for a list in the editor, which shows a failure like that of a node. */
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

/** The entity types of the user's instance. */
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
	search: Place & { words?: string },
	context: ILoadOptionsFunctions,
) => Promise<EntityPage>;

function writeToken({ page, pageSize }: Place): string {
	return pageSize ? `${page} of ${pageSize}` : `${page}`;
}

/** The place of a token; the first page without one. */
function readToken(token = '1'): Place {
	const [, page, pageSize] = /^([1-9]\d{0,8})(?: of ([1-9]\d{0,8}))?$/.exec(token) ?? [];
	return { page: Number(page ?? 1), pageSize: pageSize ? Number(pageSize) : undefined };
}

/** Builds a list search: names with their IDs, page by page. */
export function buildListSearch(fetchPage: FetchPage): ListSearch {
	return async function (filter, paginationToken) {
		const { entities, next } = await inEditor(this, async (client) => {
			const words = filter?.trim();
			return await fetchPage(client, { words, ...readToken(paginationToken) }, this);
		});
		return {
			results: entities.map(({ id, name = 'Without a name' }) => ({
				name: `${name} (#${id})`,
				value: id,
			})),
			paginationToken: next && writeToken(next),
		};
	};
}

/** The entities of the chosen type, for the field Entity. */
export const searchFileables = buildListSearch(async (client, search, context) => {
	const type = toTypeName(context.getCurrentNodeParameter('fileableType'));
	return await fetchEntities(client, { type, ...search });
});
