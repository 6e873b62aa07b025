import { buildChoice, buildWholeNumber, buildYesNo } from './values';

// Fields of nodes that list something.

export const returnAll = buildYesNo(
	{
		displayName: 'Return All',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	false,
);

export const limit = buildWholeNumber(
	{
		displayName: 'Limit',
		type: 'number',
		default: 50,
		description: 'Max number of results to return',
	},
	{ min: 1 },
);

export const direction = buildChoice({
	displayName: 'Direction',
	type: 'options',
	options: [
		{ name: 'Ascending', value: 'ASC' },
		{ name: 'Descending', value: 'DESC' },
	],
	default: 'DESC',
	description: 'Whether the smallest or the largest value comes first',
});
