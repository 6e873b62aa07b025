import type { Address } from './addresses';

/** How long an email may keep n8n from everything else at a time. */
const MILLISECONDS_PER_TURN = 10;

/** An email, whatever node it came from. Texts are empty, and lists too, if it has none. */
export interface Email {
	/** The addresses of each From line. More than one line is no sender (RFC 5322, 3.6.2). */
	from: readonly Address[][];
	/** From as it is written, for people. */
	fromText: string;
	replyTo: readonly Address[];
	/** To, Cc and Bcc. */
	to: readonly Address[];
	/** One line, without blanks around it; empty if nothing of it can be seen. */
	subject: string;
	text: string;
	html: string;
	/** Of the sender's clock, and so possibly wrong. */
	date: Date | undefined;
	/** With its angle brackets, as are those below. */
	messageId: string;
	/** The ids of In-Reply-To and then of References, the latest first; at most 100. */
	answeredIds: readonly string[];
	/** By names in lower case: the values of all lines that the item shows, top down, unfolded. */
	headers: ReadonlyMap<string, readonly string[]>;
	/** Whether the item shows all headers. Outlook's nodes show none unless asked. */
	hasHeaders: boolean;
	/** Those of a whole message. Undefined if the item's own files are the attachments. */
	attachments: readonly EmailAttachment[] | undefined;
	/** Attachments that it has, but the item does not, each with what to change. */
	missing: ReadonlyArray<{ filename: string; reason: string }>;
	/** Sentences for whoever builds the workflow. */
	hints: readonly string[];
}

/** Lets other work go on; called often while a large email is read. */
export type Pause = () => Promise<void>;

/** An attachment of a whole message. */
export interface EmailAttachment {
	/** Empty if it has none. */
	name: string;
	mimeType: string;
	content: Uint8Array;
	disposition: 'attachment' | 'inline' | undefined;
	/** Without angle brackets. */
	contentId: string | undefined;
}

/** An item is no email that can be read, or a setting cannot be. */
export class EmailError extends Error {
	override readonly name = 'EmailError';

	/** @param remedy what to do next */
	constructor(
		message: string,
		readonly remedy: string,
	) {
		super(message);
	}
}

/** Pauses only where some time has passed since the last pause. */
export function buildPacer(pause: Pause): Pause {
	let last = Date.now();
	return async () => {
		if (Date.now() - last < MILLISECONDS_PER_TURN) return;
		await pause();
		last = Date.now();
	};
}
