import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { countOf, textOf } from './parameters';
import { parseTypeName } from './sonar/ids';
import { searchEntities } from './sonar/searchEntities';
import { SonarSender } from './sonar/SonarSender';

/** The entities of the chosen type, by name or subject, for the field Entity in the editor. */
export async function searchFileables(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const { entities, nextPage } = await searchEntities(await SonarSender.of(this), {
		type: parseTypeName(this.getCurrentNodeParameter('fileableType')),
		words: textOf(filter),
		page: countOf(paginationToken, 1, Infinity),
	});
	return {
		results: entities.map(({ id, name = 'Without a name' }) => ({
			name: `${name} (#${id})`,
			value: id,
		})),
		paginationToken: nextPage?.toString(),
	};
}
