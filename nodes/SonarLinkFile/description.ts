import { buildOptions, defineFields } from '../shared/fields/Field';
import { fileableType, fileId, fileableId } from '../shared/fields/fileFields';
import { buildCleanText } from '../shared/fields/messages';
import { entitiesPerRequest, idleTimeout, parallelRequests } from '../shared/fields/requestOptions';
import { buildYesNo } from '../shared/fields/values';

export const fields = defineFields({
	fileId,
	fileableType,
	fileableId,
	options: buildOptions({
		description: buildCleanText({
			displayName: 'Description',
			type: 'string',
			default: '',
			placeholder: 'e.g. Signed contract',
			description: 'Description of the file in Sonar',
		}),
		entitiesPerRequest,
		parallelRequests,
		primaryImage: buildYesNo(
			{
				displayName: 'Primary Image',
				type: 'boolean',
				default: false,
				description: 'Whether to use the image as the entity’s primary image',
			},
			undefined,
		),
		idleTimeout,
	}),
});
