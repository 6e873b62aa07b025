import { defineFields, buildOptions, type Field } from '../shared/fields/Field';
import { fileId } from '../shared/fields/fileFields';
import { buildCleanText } from '../shared/fields/messages';
import { entitiesPerRequest, idleTimeout, parallelRequests } from '../shared/fields/requestOptions';
import {
	buildUpdateFields,
	clearable,
	nothingToUpdate,
	unclearable,
} from '../shared/fields/updateFields';
import { buildYesNo } from '../shared/fields/values';
import type { FileChanges } from '../shared/sonar/files/updateFiles';

const changes = buildUpdateFields(
	'The fields to change. The other fields stay as they are. Sonar cannot rename a file.',
	{
		description: clearable(
			buildCleanText({
				displayName: 'Description',
				type: 'string',
				default: '',
				placeholder: 'e.g. Signed contract',
				description: 'Description of the file in Sonar',
			}),
		),
		primaryImage: unclearable(
			buildYesNo(
				{
					displayName: 'Primary Image',
					type: 'boolean',
					default: false,
					description: 'Whether to use the image as the entity’s primary image',
				},
				undefined,
			),
		),
	},
);

const updateFields: Field<FileChanges> = {
	property: changes.property,
	parse(value, source) {
		const { description, primaryImage } = changes.parse(value, source);
		if (description === undefined && primaryImage === undefined) {
			throw nothingToUpdate('Add Description or Primary Image under Update Fields.');
		}
		return {
			...(description === undefined ? {} : { description: description ?? '' }),
			...(primaryImage === undefined ? {} : { primaryImage }),
		};
	},
};

export const fields = defineFields({
	fileId,
	updateFields,
	options: buildOptions({ entitiesPerRequest, parallelRequests, idleTimeout }),
});
