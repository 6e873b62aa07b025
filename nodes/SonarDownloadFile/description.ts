import { fileId, outputField } from '../shared/fields/fileFields';
import { buildOptions, defineFields } from '../shared/fields/Field';
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
				'Name of the file in n8n, instead of its name in Sonar. If it has no extension, that of the file is added.',
		}),
		keepInput: buildYesNo(
			{
				displayName: 'Keep Input Data',
				type: 'boolean',
				default: false,
				description:
					'Whether to keep the JSON of the input item. What Sonar says about the file is then in the field "file". Binary fields are always kept.',
			},
			false,
		),
		parallelRequests,
		idleTimeout,
	}),
});
