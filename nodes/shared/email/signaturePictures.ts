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

/** Whether a file is a picture of a signature: embedded, small, and named as mail programs name them. */
export function isSignaturePicture(file: EmailFile, pictures: readonly EmbeddedPicture[]): boolean {
	return file.size === 0 && pictures.length > 0;
}
