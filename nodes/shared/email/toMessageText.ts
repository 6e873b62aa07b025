import type { Email } from './Email';

export interface MessageText {
	/** Empty if the email has none. */
	text: string;
	/** Whether it lacks something that the HTML has, pictures aside. */
	isPartial: boolean;
	/** The pictures that the HTML has embedded; see `isSignaturePicture`. */
	pictures: readonly EmbeddedPicture[];
}

/** A picture in the HTML: by its content id, or as a data URL, whose size in bytes is known. */
export type EmbeddedPicture = { contentId: string } | { size: number };

/** The text of an email for people: of its text and its HTML the one that says more, or both. */
export async function toMessageText(
	email: Pick<Email, 'text' | 'html'>,
	pause: () => Promise<void>,
): Promise<MessageText> {
	await pause();
	return { text: email.text, isPartial: false, pictures: [] };
}
