import { buildOptions, defineFields, showFor } from '../shared/fields/Field';
import { buildFilesField, fileableType, fileableId } from '../shared/fields/fileFields';
import { idleTimeout, parallelRequests } from '../shared/fields/requestOptions';
import { buildChoice, buildText, buildWholeNumber } from '../shared/fields/values';
import { MEGABYTES_PER_REQUEST, MOST_FILES_PER_REQUEST } from '../shared/sonar/files/uploadFiles';

const LINKED = { linkTo: ['entity'] };

export const fields = defineFields({
	binaryPropertyName: buildFilesField({
		property: {
			displayName: 'Input Binary Field',
			type: 'string',
			required: true,
			default: 'data',
			placeholder: 'e.g. attachment_*',
			hint: 'Name of the binary field with the file. Use commas for several fields, or * for all files.',
			description:
				'Which files of the item to upload: a field name, several names separated by commas, a pattern such as attachment_*, or an expression that returns a binary object or a list',
		},
		mayBeEmpty: false,
	}),
	linkTo: buildChoice({
		displayName: 'Link To',
		type: 'options',
		options: [
			{
				name: 'An Entity',
				value: 'entity',
				description: 'A ticket, an account or anything else that takes files',
			},
			{
				name: 'Nothing Yet',
				value: 'none',
				description: 'The files can be linked later, with Sonar Link File or a ticket node',
			},
		],
		default: 'none',
		description: 'What to link the files to, once they are uploaded',
	}),
	fileableType: showFor(LINKED, fileableType),
	fileableId: showFor(LINKED, fileableId),
	options: buildOptions({
		fileName: buildText({
			displayName: 'File Name',
			type: 'string',
			default: '',
			placeholder: 'e.g. contract.pdf',
			description:
				'Name of the file in Sonar. If it has no extension, that of the file is added. Several files of an item are numbered.',
		}),
		filesPerRequest: buildWholeNumber(
			{
				displayName: 'Files per Request',
				type: 'number',
				default: MOST_FILES_PER_REQUEST,
				description: 'Max number of files in a request to Sonar',
			},
			{ min: 1, max: MOST_FILES_PER_REQUEST },
		),
		megabytesPerRequest: buildWholeNumber(
			{
				displayName: 'Megabytes per Request',
				type: 'number',
				default: MEGABYTES_PER_REQUEST,
				description:
					'Max megabytes of files in a request to Sonar. A bigger file is sent on its own.',
			},
			{ min: 1 },
		),
		parallelRequests,
		idleTimeout,
	}),
});
