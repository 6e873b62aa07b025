import { outputField } from '../shared/fields/binaryFields';
import { buildOptions, defineFields } from '../shared/fields/Field';
import { fileId } from '../shared/fields/fileId';
import { idleTimeout, parallelRequests } from '../shared/fields/requestOptions';
import { buildText, buildYesNo } from '../shared/fields/values';

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
		keepInput: buildYesNo(
			{
				displayName: 'Keep Input Data',
				type: 'boolean',
				default: false,
				description:
					'Whether to keep the JSON of the input item. The ID, name, type and size of the file are then in the field "file". Binary fields of the item are always kept.',
			},
			false,
		),
		parallelRequests,
	}),
});
