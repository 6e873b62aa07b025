import { ParameterError } from '../shared/n8n/nodeErrors';
import { isRecord } from '../shared/sonar/guards';
import type { FileChanges } from '../shared/sonar/files/updateFiles';
import { buildCollection, buildOptions, defineFields, type Field } from '../shared/fields/Field';
import { fileId } from '../shared/fields/fileFields';
import { buildCleanText } from '../shared/fields/messages';
import { entitiesPerRequest, idleTimeout, parallelRequests } from '../shared/fields/requestOptions';
import { buildYesNo } from '../shared/fields/values';

const changes = buildCollection(
	{
		displayName: 'Update Fields',
		placeholder: 'Add field',
		description:
			'The fields to change. The other fields stay as they are. Sonar cannot rename a file.',
	},
	{
		description: buildCleanText({
			displayName: 'Description',
			type: 'string',
			default: '',
			placeholder: 'e.g. Signed contract',
			description: 'Description of the file in Sonar. Leave empty to remove it.',
		}),
		primaryImage: buildYesNo(
			{
				displayName: 'Primary Image',
				type: 'boolean',
				default: false,
				description: 'Whether to use the image as the entity’s primary image',
			},
			undefined,
		),
	},
);

/**
 * An empty description removes the description. A field without a value is an error, since an expression
 * that finds nothing must not clear anything.
 */
const updateFields: Field<FileChanges> = {
	property: changes.property,
	parse(value, source) {
		const { description, primaryImage } = changes.parse(value, source);
		const given = isRecord(value) ? value : {};
		const hasDescription = 'description' in given;
		// Blanks are what is left of a text around expressions that find nothing.
		if (hasDescription && description === undefined && given.description !== '') {
			throw noValue('Description', 'To remove the description, give an empty text.');
		}
		if ('primaryImage' in given && primaryImage === undefined) {
			throw noValue('Primary Image', 'Give true or false.');
		}
		if (!hasDescription && primaryImage === undefined) {
			throw new ParameterError(
				'Update Fields has nothing to update',
				'Add Description or Primary Image under Update Fields.',
			);
		}
		return {
			...(hasDescription ? { description: description ?? '' } : {}),
			...(primaryImage === undefined ? {} : { primaryImage }),
		};
	},
};

function noValue(label: string, remedy: string): ParameterError {
	return new ParameterError(
		`${label} has no value`,
		`Check the expression that gives ${label} for this item. ${remedy}`,
	);
}

export const fields = defineFields({
	fileId,
	updateFields,
	options: buildOptions({ entitiesPerRequest, idleTimeout, parallelRequests }),
});
