import { outputField } from '../shared/fields/binaryFields';
import { buildOptions, defineFields } from '../shared/fields/Field';
import { fileId } from '../shared/fields/fileId';
import { idleTimeout, parallelRequests } from '../shared/fields/requestOptions';
import { buildText } from '../shared/fields/values';

export const fields = defineFields({
	fileId,
	binaryPropertyName: outputField,
	options: buildOptions({
		fileName: buildText({
			displayName: 'File Name',
			type: 'string',
			default: '',
			placeholder: 'e.g. contract.pdf',
			description:
				'Name of the file in n8n, instead of its name in Sonar. If this name has no extension, the file keeps its own.',
		}),
		idleTimeout,
		parallelRequests,
	}),
});
