import { getNewEmails } from 'n8n-nodes-base/dist/nodes/EmailReadImap/v2/utils';
import { parseRawEmail } from 'n8n-nodes-base/dist/nodes/Google/Gmail/GenericFunctions';

import type { Email } from '../../../../nodes/shared/email/Email';
import { readEmail, type EmailSource } from '../../../../nodes/shared/email/readEmail';

export interface NodeItem {
	json: Record<string, unknown>;
	binary?: Record<string, { name: string; mimeType: string; content: Buffer }>;
}

/** What n8n's nodes ask of n8n while they read an email. */
function buildContext(parameters: Record<string, unknown>) {
	return {
		getNode: () => ({ typeVersion: 2.2 }),
		getNodeParameter: (name: string, _: unknown, fallback: unknown) => parameters[name] ?? fallback,
		getWorkflowStaticData: () => ({}),
		logger: { debug: () => {}, warn: () => {} },
		helpers: {
			prepareBinaryData: async (content: Buffer, name = '', mimeType = '') => ({
				name,
				mimeType,
				content,
			}),
		},
	};
}

/** An item of Email Trigger (IMAP), format Resolved, by n8n's own code. */
export async function toResolved(raw: string | Buffer): Promise<NodeItem> {
	const items: NodeItem[] = [];
	const messages = [{ uid: 1, source: Buffer.from(raw) }];
	await getNewEmails.call(
		buildContext({ format: 'resolved', dataPropertyAttachmentsPrefixName: 'attachment_' }) as never,
		{
			imapConnection: { search: async () => messages.splice(0) },
			onEmailBatch: async (batch: NodeItem[]) => void items.push(...batch),
			searchCriteria: ['UNSEEN'],
		} as never,
	);
	return items[0]!;
}

/** An item of Gmail with Simplify off, by n8n's own code. */
export async function toGmail(raw: string | Buffer): Promise<NodeItem> {
	const message = {
		id: '1',
		threadId: '1',
		labelIds: [],
		raw: Buffer.from(raw).toString('base64url'),
	};
	const context = buildContext({ 'options.downloadAttachments': true });
	return (await parseRawEmail.call(context as never, message as never, 'attachment_')) as never;
}

/** The email of an item. */
export async function read(
	json: Record<string, unknown>,
	source: Partial<EmailSource> = {},
): Promise<Email> {
	return await readEmail({
		json,
		fields: {},
		messages: [],
		hasFiles: false,
		pause: async () => {},
		...source,
	});
}

/** A file that is a whole message. */
export function file(raw: string | Buffer, field = 'data') {
	return { field, read: async () => Buffer.from(raw) };
}

/** The email of a whole message. */
export async function readRaw(raw: string | Buffer): Promise<Email> {
	return await read({}, { messages: [file(raw)], hasFiles: true });
}

/** A raw message of lines. The headers that each needs are added in front. */
export function message(...lines: string[]): string {
	return [
		'From: Ada <ada@example.com>',
		'To: support@example.net',
		'Message-ID: <1@example.com>',
		'Date: Tue, 1 Dec 2026 10:00:00 +0000',
		'MIME-Version: 1.0',
		...lines,
		'',
	].join('\r\n');
}

/** The lines of a multipart: each part is a list of lines. */
export function multipart(type: string, ...parts: string[][]): string[] {
	const boundary = `=_${type}`;
	const inner = parts.flatMap((part) => [`--${boundary}`, ...part]);
	return [
		`Content-Type: multipart/${type}; boundary="${boundary}"`,
		'',
		...inner,
		`--${boundary}--`,
	];
}

export const plain = (...lines: string[]) => [
	'Content-Type: text/plain; charset=utf-8',
	'',
	...lines,
];
export const html = (...lines: string[]) => [
	'Content-Type: text/html; charset=utf-8',
	'',
	...lines,
];

/** A part with a file of three bytes. */
export const attached = (type: string, disposition: string, ...more: string[]) => [
	`Content-Type: ${type}`,
	`Content-Disposition: ${disposition}`,
	...more,
	'Content-Transfer-Encoding: base64',
	'',
	'YWJj',
];
