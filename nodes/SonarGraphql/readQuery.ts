import type { Item } from '../shared/n8n/Item';
import { ParameterError } from '../shared/n8n/nodeErrors';
import type { RequestSettings } from '../shared/n8n/task';
import type { UserAnswer } from '../shared/sonar/documents/fetchAnswer';
import { checkVariables, planPaging } from '../shared/sonar/documents/pagedField';
import type { ItemQuery } from '../shared/sonar/documents/runUserQueries';
import { splitEntities } from '../shared/sonar/documents/splitEntities';
import { parseUserDocument } from '../shared/sonar/documents/userDocument';
import { fields } from './description';

export interface GraphqlInput extends ItemQuery, RequestSettings {
	/** The entities of an answer, if they become an item each. */
	split: (data: UserAnswer['data']) => Array<Record<string, unknown>> | undefined;
}

/**
 * The query of an item, checked as far as it can be without Sonar.
 *
 * @throws SonarError or ParameterError that says what is wrong with it
 */
export function readQuery(item: Item): GraphqlInput {
	const document = parseUserDocument(fields.read(item, 'query'));
	const { allowMutations, partialData, splitOut, ...options } = fields.read(item, 'options');
	if (document.isMutation && !allowMutations) {
		throw new ParameterError(
			'The query is a mutation, which would change something in Sonar',
			'If that is wanted, turn on Allow Mutations in the node’s options.',
		);
	}
	const variables = fields.read(item, 'variables');
	checkVariables(document, variables);
	const paging = planPaging(document, variables);
	const returnAll = fields.read(item, 'returnAll');
	if (returnAll && !paging) {
		throw new ParameterError(
			'Return All needs a query that declares a variable of the type Paginator',
			'Write, for example, query ($page: Paginator) { accounts(paginator: $page) { entities { id } } }, or turn Return All off.',
		);
	}
	return {
		document,
		variables,
		paging,
		limit: returnAll || !paging ? Infinity : fields.read(item, 'limit'),
		keepsPartial: partialData === 'keep',
		itemIndex: item.index,
		split: (data) => (splitOut ? splitEntities(document, data) : undefined),
		...options,
	};
}
