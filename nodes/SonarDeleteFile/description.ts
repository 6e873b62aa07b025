import { buildOptions, defineFields } from '../shared/fields/Field';
import { fileId } from '../shared/fields/fileId';
import { entitiesPerRequest, idleTimeout, parallelRequests } from '../shared/fields/requestOptions';
import { buildYesNo } from '../shared/fields/values';

export const fields = defineFields({
	fileId: {
		...fileId,
		property: {
			...fileId.property,
			description:
				'ID of the file in Sonar. To give several IDs, put commas between them, or use an expression that gives a list. If one of them is empty, nothing of the item is deleted.',
		},
	},
	options: buildOptions({
		deleteLinked: buildYesNo(
			{
				displayName: 'Delete Linked Files',
				type: 'boolean',
				default: false,
				description:
					'Whether to also delete files that are linked to a ticket, an account or another entity. If not, such a file stays, and its item fails. An AI agent cannot turn this on, unless you let the model set it.',
			},
			false,
		),
		entitiesPerRequest,
		idleTimeout,
		parallelRequests,
	}),
});
