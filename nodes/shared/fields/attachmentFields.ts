import type { BinaryFile } from '../n8n/binaryFields';
import { readUploads } from '../n8n/files';
import type { Item } from '../n8n/Item';
import {
	MEGABYTES_PER_REQUEST,
	MOST_FILES_PER_REQUEST,
	type FileToUpload,
} from '../sonar/files/uploadFiles';
import { cutText, isTooLong, LONGEST_TEXT, WHOLE_TEXT } from '../sonar/text';
import { isEmpty, type Field } from './Field';
import { buildFilesField } from './fileFields';
import { parseIdValues } from './idFields';
import { checkLength } from './messages';
import { buildChoice } from './values';

// Fields of tickets and replies, which are created together with their files.

export const attachmentsField = buildFilesField({
	property: {
		displayName: 'Attachments',
		type: 'string',
		default: '',
		placeholder: 'e.g. attachment_*',
		hint: 'Name of the binary field with the file. Use commas for several fields, or * for all files. Leave empty for none.',
		description:
			'Files to attach: field names, a pattern such as attachment_*, or an expression that gives files',
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
			'IDs of uploaded files to attach, separated by commas. They must not be linked yet.',
	},
	parse: (value) =>
		isEmpty(value) || (Array.isArray(value) && value.length === 0)
			? []
			: parseIdValues(value, 'File IDs'),
};

export function buildLongText(whenEmpty: 'attach' | 'error', limit = LONGEST_TEXT) {
	return buildChoice({
		displayName: 'Long Text',
		type: 'options',
		options: [
			{
				name: 'Attach',
				value: 'attach',
				description: 'Shorten the text and attach all of it as message.txt',
			},
			{ name: 'Error', value: 'error', description: 'Fail the item' },
		],
		default: whenEmpty,
		description: `What to do with text of more than ${limit.toLocaleString('en-US')} characters`,
	});
}

export const longText = buildLongText('error');

/** Text within Sonar's limit, and the files to attach. */
export interface Message {
	text: string;
	attachments: FileToUpload[];
}

/**
 * Reads the files to attach, and cuts or refuses text over Sonar's limit.
 *
 * @param label names the text in the error
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

/** A file with content that is no file yet. */
export function buildFile(name: string, mimeType: string, content: Uint8Array): FileToUpload {
	return {
		name,
		mimeType,
		size: content.length,
		open: () => [Buffer.from(content.buffer, content.byteOffset, content.length)],
		limits: {
			perRequest: MOST_FILES_PER_REQUEST,
			bytesPerRequest: MEGABYTES_PER_REQUEST * 1024 * 1024,
		},
	};
}

export function buildTextFile(text: string): FileToUpload {
	return buildFile(WHOLE_TEXT, 'text/plain', Buffer.from(text));
}
