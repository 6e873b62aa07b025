import type { INodeProperties } from 'n8n-workflow';

import type { EmailFields } from '../shared/email/readEmail';
import { isEmpty, wrongValue, type Field } from '../shared/fields/Field';
import { isRecord } from '../shared/sonar/guards';

const LABEL = 'Email Fields';

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
	text('References', 'references', { description: 'Message-IDs of the emails before it' }),
	text('Headers', 'headers', {
		typeOptions: { rows: 3 },
		description: 'All headers: their lines, or an object or a list as email nodes have them',
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
			VALUES.map(({ name }) => [name, given[name]]).filter(([, part]) => !isEmpty(part)),
		) as EmailFields;
	},
};
