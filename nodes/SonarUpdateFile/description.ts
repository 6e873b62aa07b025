import { ParameterError } from '../shared/items/ParameterError';
import { isRecord } from '../shared/sonar/guards';
import type { FileChanges } from '../shared/sonar/files/updateFiles';
import { buildCollection, buildOptions, defineFields, type Field } from '../shared/fields/Field';
import { fileId } from '../shared/fields/fileId';
import { entitiesPerRequest, idleTimeout, parallelRequests } from '../shared/fields/requestOptions';
import { buildText, buildYesNo } from '../shared/fields/values';

const changes = buildCollection(
	{
		displayName: 'Update Fields',
		placeholder: 'Add field',
		description:
			'The fields to change. The other fields stay as they are. Sonar cannot rename a file.',
	},
	{
		description: buildText({
			displayName: 'Description',
			type: 'string',
			default: '',
			placeholder: 'e.g. Signed contract',
			description: 'Description of the file in Sonar. If it is empty, the description is removed.',
		}),
		primaryImage: buildYesNo(
			{
				displayName: 'Primary Image',
				type: 'boolean',
				default: false,
				description: 'Whether the image stands for its entity throughout Sonar',
			},
			undefined,
		),
	},
);

/** The changes. If the description is there but empty, it is removed. */
const updateFields: Field<FileChanges> = {
	property: changes.property,
	parse(value, source) {
		const { description, primaryImage } = changes.parse(value, source);
		const given = isRecord(value) && 'description' in value;
		if (given && value.description === undefined) {
			throw new ParameterError(
				'Description has no value',
				'Check the expression that gives Description for this item. To remove the description, give an empty text.',
			);
		}
		if (!given && primaryImage === undefined) {
			throw new ParameterError(
				'Update Fields has nothing to update',
				'Add Description or Primary Image under Update Fields.',
			);
		}
		return {
			...(given ? { description: description ?? '' } : {}),
			...(primaryImage === undefined ? {} : { primaryImage }),
		};
	},
};

export const fields = defineFields({
	fileId,
	updateFields,
	options: buildOptions({ entitiesPerRequest, idleTimeout, parallelRequests }),
});
