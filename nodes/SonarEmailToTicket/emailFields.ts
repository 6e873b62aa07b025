import type { INodeProperties } from 'n8n-workflow';

import { toReadableAddresses } from '../shared/email/addresses';
import type { EmailFields } from '../shared/email/readEmail';
import { isEmpty, wrongValue, type Field } from '../shared/fields/Field';
import { isRecord } from '../shared/sonar/guards';

const LABEL = 'Email Fields';

/** Those that are plain text, and would be lost as anything else. */
const TEXTS: ReadonlyArray<keyof EmailFields> = ['subject', 'text', 'html'];

const text = (
	displayName: string,
	name: keyof EmailFields,
	more: Pick<INodeProperties, 'description'> & Partial<INodeProperties>,
): INodeProperties => ({ displayName, name, type: 'string', default: '', ...more });

const VALUES = [
	text('From', 'from', {
		placeholder: 'e.g. Ada <ada@example.com>',
		description: 'Who wrote the email',
	}),
	text('Reply-To', 'replyTo', { description: 'Who gets the answers' }),
	text('Subject', 'subject', { description: 'Subject of the email' }),
	text('Text', 'text', { typeOptions: { rows: 3 }, description: 'The email as plain text' }),
	text('HTML', 'html', { typeOptions: { rows: 3 }, description: 'The email as HTML' }),
	text('Date', 'date', { description: 'When the email was sent' }),
	text('Message-ID', 'messageId', { description: 'What identifies the email' }),
	text('In-Reply-To', 'inReplyTo', { description: 'Message-ID of the email that it answers' }),
	text('References', 'references', {
		description: 'Message-IDs of the earlier emails in the conversation',
	}),
	text('Headers', 'headers', {
		typeOptions: { rows: 3 },
		description:
			'All headers: as lines of text, or as an object or a list like those of email nodes',
	}),
];

/** Parts of an email that take the place of what the item says. */
export const emailFields: Field<EmailFields> = {
	property: {
		displayName: LABEL,
		type: 'fixedCollection',
		default: {},
		placeholder: 'Add fields',
		description:
			'Parts of the email, for items that do not come from an email node, such as webhooks of a mail gateway',
		options: [{ displayName: 'Fields', name: 'fields', values: VALUES }],
	},
	parse(value) {
		if (isEmpty(value)) return {};
		if (!isRecord(value)) throw wrongValue(LABEL, value);
		const given = isRecord(value.fields) ? value.fields : value;
		return Object.fromEntries(
			VALUES.map((field) => [field.name, parsePart(field, given[field.name])]),
		);
	},
};

function parsePart({ displayName, name }: INodeProperties, value: unknown): unknown {
	// For an email without HTML, mailparser gives false.
	if (isEmpty(value) || value === false) return undefined;
	const isText = typeof value === 'string' || typeof value === 'number';
	if (isText) return value;
	const label = `${displayName} (${LABEL})`;
	if (TEXTS.some((one) => one === name)) throw wrongValue(label, value, 'text');
	// n8n's from object of an email has the text of a From that is no address.
	const isShown = isRecord(value) && typeof value.text === 'string';
	if (name === 'from' && !isShown && toReadableAddresses(value).length === 0) {
		throw wrongValue(label, value, 'an email address');
	}
	return value;
}
