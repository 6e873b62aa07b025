import type { Field } from './Field';
import { parseIdValues } from './idFields';

const LABEL = 'File ID';

/** One file in Sonar, or several. */
export const fileId: Field<string[]> = {
	property: {
		displayName: LABEL,
		type: 'string',
		required: true,
		default: '={{ $json.id }}',
		placeholder: 'e.g. 61',
		description:
			'ID of the file in Sonar. To give several IDs, put commas between them, or use an expression that gives a list.',
	},
	parse: (value) => parseIdValues(value, LABEL),
};
