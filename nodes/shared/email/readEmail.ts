import { EmailError, type Email } from './Email';

/** Email Fields: in place of what the item says. Undefined or empty says nothing. */
export interface EmailFields {
	from?: unknown;
	replyTo?: unknown;
	subject?: unknown;
	text?: unknown;
	html?: unknown;
	date?: unknown;
	messageId?: unknown;
	inReplyTo?: unknown;
	references?: unknown;
	/** Header lines as text, or an object or a list as email nodes have them. */
	headers?: unknown;
}

/** A file of the item that may be a whole message: see `isMessageFile`. */
export interface MessageFile {
	/** The binary field. */
	field: string;
	read: () => Promise<Uint8Array>;
}

export interface EmailSource {
	json: Record<string, unknown>;
	fields: EmailFields;
	/** Files of the item that may be whole messages. */
	messages: readonly MessageFile[];
	/** Whether the item has files at all. */
	hasFiles: boolean;
	/** Lets other work go on; called often while a large email is read. */
	pause: () => Promise<void>;
}

/** Whether a file may be a whole message, by its type or name. */
export function isMessageFile({ mimeType, name }: { mimeType: string; name: string }): boolean {
	return /^message\/(rfc822|global)\b/i.test(mimeType) || /\.eml$/i.test(name);
}

/** @throws EmailError if the item is no email, or one that its node has shortened */
export async function readEmail(source: EmailSource): Promise<Email> {
	await source.pause();
	throw new EmailError('This item is no email', '');
}
