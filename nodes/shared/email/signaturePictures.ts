import type { EmbeddedPicture } from './toMessageText';

/** A file of an email, whether of the item or of a whole message. */
export interface EmailFile {
	name: string;
	mimeType: string;
	/** In bytes. */
	size: number;
	contentId?: string | undefined;
	disposition?: 'attachment' | 'inline' | undefined;
}

/** In bytes. A screenshot is larger. */
const LARGEST_LOGO = 10_240;

/**
 * Outlook numbers the pictures of a signature, or names them `Outlook-`. Not `image.png`, as Gmail names a
 * pasted screenshot, nor `image0.jpeg`, as an iPhone names a photo.
 */
const NAME = /^(?:image\d{3}|outlook-[\w-]+|logo[\w-]*|signature[\w-]*)\.(?:png|gif|jpe?g|bmp)$/i;

/** Whether a file is a picture of a signature: embedded, small, and named as mail programs name them. */
export function isSignaturePicture(file: EmailFile, pictures: readonly EmbeddedPicture[]): boolean {
	if (file.disposition === 'attachment' || file.size > LARGEST_LOGO) return false;
	if (!/^image\//i.test(file.mimeType) || !NAME.test(file.name)) return false;
	return pictures.some((picture) => isEmbedded(file, picture));
}

function isEmbedded({ name, size, contentId }: EmailFile, picture: EmbeddedPicture): boolean {
	// Of a data URL, padding counts as well. That is all that IMAP Resolved and Gmail say.
	if ('size' in picture) return picture.size >= size && picture.size <= size + 2;
	const id = picture.contentId.toLowerCase();
	if (contentId) return contentId.toLowerCase() === id;
	// Outlook's own ids begin with the name. Its nodes and IMAP Simple give no others.
	return id === name.toLowerCase() || id.startsWith(`${name.toLowerCase()}@`);
}
