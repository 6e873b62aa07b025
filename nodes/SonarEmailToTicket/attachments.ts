import type { Email, EmailAttachment } from '../shared/email/Email';
import { isSignaturePicture, type EmailFile } from '../shared/email/signaturePictures';
import type { EmbeddedPicture } from '../shared/email/toMessageText';
import { buildFile } from '../shared/fields/attachmentFields';
import { isEmpty } from '../shared/fields/Field';
import type { BinaryFile } from '../shared/n8n/binaryFields';
import { nameInSonar, toMimeType } from '../shared/n8n/fileNames';
import { readUploads } from '../shared/n8n/files';
import type { Item } from '../shared/n8n/Item';
import type { FileToUpload } from '../shared/sonar/files/uploadFiles';
import type { LeftOut } from '../shared/sonar/tickets/emailText';

export interface Attachments {
	/** All of them. */
	files: FileToUpload[];
	kept: FileToUpload[];
	leftOut: LeftOut[];
	/** Sentences for whoever builds the workflow. */
	hints: readonly string[];
}

/** The attachments of an email: of a whole message its own parts, else the files of its item. */
export async function readAttachments(
	item: Item,
	{ attachments, missing, hints }: Email,
	{ ownFiles, pictures }: { ownFiles: readonly BinaryFile[]; pictures: readonly EmbeddedPicture[] },
): Promise<Attachments> {
	// Attachments may name fields of the item, but no parts of a message. Empty, it means none of either.
	const isNone = isEmpty(item.get('binaryPropertyName'));
	const files: Array<FileToUpload & EmailFile> = attachments
		? (isNone ? [] : attachments).map(toUpload)
		: await readUploads(item.context, ownFiles);
	const isPicture = (file: EmailFile) => pictures.length > 0 && isSignaturePicture(file, pictures);
	const lacking = isNone ? [] : missing;
	return {
		files,
		kept: files.filter((file) => !isPicture(file)),
		leftOut: [
			...files
				.filter(isPicture)
				.map(({ name }) => ({ filename: name, reason: 'picture of a signature' })),
			...lacking,
		],
		hints: [
			...(isNone ? [] : hints),
			...lacking.map(({ filename, reason }) => `Not attached: ${filename} (${reason}).`),
		],
	};
}

function toUpload(part: EmailAttachment): FileToUpload & EmailFile {
	const { content, contentId, disposition } = part;
	const name = nameInSonar({ fileName: part.name, mimeType: part.mimeType });
	const file = buildFile(name, toMimeType(part.mimeType, name), content);
	return { ...file, contentId, disposition };
}
