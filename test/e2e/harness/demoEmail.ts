import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { simpleParser } from 'mailparser';

/** One of the emails of `npm start`: an answer to ticket 7, with an invoice, a photo, a log and a table. */
export const DEMO_EMAIL = join(resolve(__dirname, '../../..'), 'demo/emails/answer.eml');

/** The content of one of its attachments. */
export async function attachmentOfDemo(filename: string): Promise<Buffer> {
	const { attachments } = await simpleParser(await readFile(DEMO_EMAIL));
	const attachment = attachments.find((found) => found.filename === filename);
	if (!attachment) throw new Error(`${DEMO_EMAIL} has no attachment ${filename}.`);
	return attachment.content;
}
