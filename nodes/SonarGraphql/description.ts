import {
	buildOptions,
	defineFields,
	isBlank,
	showFor,
	wrongValue,
	type Field,
} from '../shared/fields/Field';
import { idleTimeout, parallelRequests } from '../shared/fields/requestOptions';
import { buildChoice, buildWholeNumber, buildYesNo } from '../shared/fields/values';
import { ParameterError } from '../shared/n8n/nodeErrors';
import { variables } from './variables';

const EXAMPLE = `query ($page: Paginator) {
  accounts(paginator: $page, sorter: [{ attribute: "name", direction: ASC }]) {
    entities {
      id
      name
    }
  }
}
`;

/** Not trimmed, so that the lines of an error are those of the editor. */
const query: Field<string> = {
	property: {
		displayName: 'Query',
		type: 'string',
		// n8n has no editor for GraphQL. Of those that it has, in every supported version, this one numbers
		// the lines, matches brackets and highlights most.
		typeOptions: { editor: 'jsEditor', rows: 10 },
		default: EXAMPLE,
		required: true,
		description:
			'One GraphQL query, or a mutation if Allow Mutations is on. A list whose paginator is a variable of the type Paginator is read page by page.',
		hint: 'To see what you can query, and to try it, open /graphiql of your Sonar',
	},
	parse(value) {
		if (isBlank(value)) {
			throw new ParameterError(
				'Query is empty',
				'Enter a GraphQL query, or check the expression that gives it for this item.',
			);
		}
		if (typeof value === 'string') return value;
		throw wrongValue('Query', value, 'text');
	},
};

/**
 * Whether a query declares a variable of the type Paginator, as n8n tests it. For GraphQL, commas are
 * blanks. The blanks are bounded, so that no text takes long.
 */
const DECLARES_PAGINATOR = String.raw`\$\w+[\s,]{0,99}:[\s,]{0,99}Paginator\b`;
const FOR_PAGES = { query: [{ _cnd: { regex: DECLARES_PAGINATOR } }] };

export const fields = defineFields({
	query,
	variables,
	returnAll: showFor(
		FOR_PAGES,
		buildYesNo(
			{
				displayName: 'Return All',
				type: 'boolean',
				default: false,
				description: 'Whether to return all results or only up to a given limit',
			},
			false,
		),
	),
	limit: showFor(
		{ ...FOR_PAGES, returnAll: [false] },
		buildWholeNumber(
			{
				displayName: 'Limit',
				type: 'number',
				default: 50,
				description: 'Max number of results to return',
			},
			{ min: 1 },
		),
	),
	options: buildOptions({
		allowMutations: buildYesNo(
			{
				displayName: 'Allow Mutations',
				type: 'boolean',
				default: false,
				description:
					'Whether the query may be a mutation, which changes something in Sonar. Mutations of several items run one after the other.',
			},
			false,
		),
		partialData: buildChoice({
			displayName: 'On Partial Data',
			type: 'options',
			options: [
				{
					name: 'Keep Data',
					value: 'keep',
					description: 'Output the data, with the errors in the field "errors"',
				},
				{ name: 'Throw Error', value: 'error', description: 'Fail the item' },
			],
			default: 'error',
			description: 'What to do if Sonar answers with both data and errors',
		}),
		parallelRequests,
		splitOut: buildYesNo(
			{
				displayName: 'Split Out Entities',
				type: 'boolean',
				default: true,
				description:
					'Whether to output an item for each entity, if the query asks for one list and nothing else. Otherwise, or if off, the data is one item.',
			},
			true,
		),
		idleTimeout,
	}),
});
