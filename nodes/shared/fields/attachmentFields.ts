import { Readable } from 'node:stream';

import type { BinaryFile } from '../n8n/binaryFields';
import { readUploads } from '../n8n/files';
import type { Item } from '../n8n/Item';
import {
	MEGABYTES_PER_REQUEST,
	MOST_FILES_PER_REQUEST,
	type FileToUpload,
} from '../sonar/files/uploadFiles';
import { cutText, isTooLong, WHOLE_TEXT } from '../sonar/text';
import { isEmpty, type Field } from './Field';
import { buildFilesField } from './fileFields';
import { parseIdValues } from './idFields';
import { checkLength } from './messages';
import { buildChoice } from './values';

/** Fields of tickets and replies, which are created together with their files. */

export const attachmentsField = buildFilesField({
	property: {
		displayName: 'Attachments',
		type: 'string',
		default: '',
		placeholder: 'e.g. attachment_*',
		hint: 'The name of the input binary field with the file. Several names with commas between them, or a pattern with *, also work. Leave empty for no attachments.',
		description:
			'Which files of the item to attach. Enter a name, several names with commas between them, a pattern such as attachment_* (* is every file), or an expression that gives a binary object or a list. If a pattern finds nothing, there are no attachments.',
	},
	mayBeEmpty: true,
});

export const fileIds: Field<string[]> = {
	property: {
		displayName: 'File IDs',
		type: 'string',
		default: '',
		placeholder: 'e.g. 61, 62',
		description:
			'IDs of more files to attach. Only files that are linked to nothing yet can be attached. To give several IDs, put commas between them, or use an expression that gives a list.',
	},
	parse: (value) =>
		isEmpty(value) || (Array.isArray(value) && value.length === 0)
			? []
			: parseIdValues(value, 'File IDs'),
};

export const longText = buildChoice({
	displayName: 'Long Text',
	type: 'options',
	options: [
		{
			name: 'Attach',
			value: 'attach',
			description: 'Cut the text, and attach the whole text as message.txt',
		},
		{ name: 'Error', value: 'error', description: 'Fail the item' },
	],
	default: 'error',
	description:
		'What to do with a text of more than 100,000 characters. Sonar takes no longer text.',
});

/** A text as Sonar takes it, with the files of the item. */
export interface Message {
	text: string;
	attachments: FileToUpload[];
}

/**
 * A text with the files that go along with it.
 *
 * @param label names the text in the error if it is too long
 */
export async function readMessage(
	{ context }: Item,
	text: string,
	{
		files,
		longText: whenLong,
		label,
	}: {
		files: readonly BinaryFile[];
		longText: 'attach' | 'error';
		label: string;
	},
): Promise<Message> {
	if (whenLong === 'error') {
		checkLength(text, label, 'Shorten it, or choose Attach for Long Text in the node’s options.');
	}
	const attachments: FileToUpload[] = await readUploads(context, files);
	if (!isTooLong(text)) return { text, attachments };
	return { text: cutText(text), attachments: [...attachments, buildTextFile(text)] };
}

function buildTextFile(text: string): FileToUpload {
	const content = Buffer.from(text);
	return {
		name: WHOLE_TEXT,
		mimeType: 'text/plain',
		size: content.length,
		open: () => Readable.from([content]),
		limits: {
			perRequest: MOST_FILES_PER_REQUEST,
			bytesPerRequest: MEGABYTES_PER_REQUEST * 1024 * 1024,
		},
	};
}
