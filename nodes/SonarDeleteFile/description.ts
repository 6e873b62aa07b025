import { buildOptions, defineFields } from '../shared/fields/Field';
import { fileId } from '../shared/fields/fileFields';
import { entitiesPerRequest, idleTimeout, parallelRequests } from '../shared/fields/requestOptions';
import { buildYesNo } from '../shared/fields/values';

export const fields = defineFields({
	fileId: {
		...fileId,
		property: {
			...fileId.property,
			description:
				'ID of the file in Sonar, or several, separated by commas or as a list by expression. If one of them is empty, nothing of the item is deleted.',
		},
	},
	options: buildOptions({
		deleteLinked: buildYesNo(
			{
				displayName: 'Delete Linked Files',
				type: 'boolean',
				default: false,
				description:
					'Whether to also delete files that are attached to something. If off, such a file stays and the item fails.',
			},
			false,
		),
		entitiesPerRequest,
		parallelRequests,
		idleTimeout,
	}),
});
