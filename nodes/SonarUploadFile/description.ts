import { buildFilesField } from '../shared/fields/binaryFields';
import { buildOptions, defineFields } from '../shared/fields/Field';
import { idleTimeout, parallelRequests } from '../shared/fields/requestOptions';
import { buildText, buildWholeNumber } from '../shared/fields/values';
import { MEGABYTES_PER_REQUEST, MOST_FILES_PER_REQUEST } from '../shared/sonar/files/uploadFiles';

export const fields = defineFields({
	binaryPropertyName: buildFilesField({
		property: {
			displayName: 'Input Binary Field',
			type: 'string',
			required: true,
			default: 'data',
			placeholder: 'e.g. attachment_*',
			hint: 'The name of the input binary field with the file. Several names with commas between them, or a pattern with *, also work.',
			description:
				'Which files of the item to upload. Enter a name, several names with commas between them, a pattern such as attachment_* (* is every file), or an expression that gives a binary object or a list.',
		},
		mayBeEmpty: false,
	}),
	options: buildOptions({
		fileName: buildText({
			displayName: 'File Name',
			type: 'string',
			default: '',
			placeholder: 'e.g. contract.pdf',
			description:
				'Name of the file in Sonar, instead of its own. If this name has no extension, the file keeps its own. Several files of an item are numbered.',
		}),
		filesPerRequest: buildWholeNumber(
			{
				displayName: 'Files per Request',
				type: 'number',
				default: MOST_FILES_PER_REQUEST,
				description: 'Max number of files that share a request to Sonar',
			},
			{ min: 1, max: MOST_FILES_PER_REQUEST },
		),
		idleTimeout,
		megabytesPerRequest: buildWholeNumber(
			{
				displayName: 'Megabytes per Request',
				type: 'number',
				default: MEGABYTES_PER_REQUEST,
				description:
					'Max megabytes of files that share a request to Sonar. A bigger file gets a request of its own.',
			},
			{ min: 1 },
		),
		parallelRequests,
	}),
});
