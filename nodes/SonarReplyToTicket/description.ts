import { buildAddress } from '../shared/fields/addressFields';
import {
	attachmentsField,
	fileIds,
	longText,
	readMessage,
} from '../shared/fields/attachmentFields';
import { buildEntityLocator } from '../shared/fields/entityLocator';
import { buildAdditionalFields, buildOptions, defineFields, showFor } from '../shared/fields/Field';
import { buildCleanLine, buildMessage } from '../shared/fields/messages';
import { entitiesPerRequest, idleTimeout, parallelRequests } from '../shared/fields/requestOptions';
import { buildChoice, buildYesNo } from '../shared/fields/values';
import type { RequestSettings } from '../shared/n8n/task';
import type { Item } from '../shared/n8n/Item';
import { ParameterError } from '../shared/n8n/nodeErrors';
import type { ReplyInput } from '../shared/sonar/tickets/checkReplies';

export const fields = defineFields({
	ticketId: buildEntityLocator({
		label: 'Ticket',
		description: 'The ticket to reply to or to comment on',
		pageType: 'Ticket',
		searchListMethod: 'searchTickets',
	}),
	kind: buildChoice({
		displayName: 'Message Type',
		type: 'options',
		options: [
			{
				name: 'Internal Comment',
				value: 'comment',
				description: 'Only for users of Sonar. Nobody gets an email.',
			},
			{
				name: 'Reply From the Customer',
				value: 'incoming',
				description: 'A message that the customer sent, such as an email',
			},
			{
				name: 'Reply to the Customer',
				value: 'reply',
				description: 'Sonar mails it to the customer',
			},
		],
		default: 'comment',
		description:
			'Who sees the message. A comment is internal, a reply is mailed to the customer, and incoming is a message from the customer.',
	}),
	author: showFor(
		{ kind: ['incoming'] },
		buildCleanLine({
			displayName: 'Author',
			type: 'string',
			default: '',
			placeholder: 'e.g. Ada Lovelace',
			description: 'Name of the sender',
		}),
	),
	authorEmail: showFor(
		{ kind: ['incoming'] },
		buildAddress({
			displayName: 'Author Email',
			type: 'string',
			default: '',
			placeholder: 'e.g. ada@example.com',
			description: 'Email address of the sender, with or without a name',
		}),
	),
	body: buildMessage({
		displayName: 'Message',
		type: 'string',
		default: '',
		description: 'Text of the reply or comment, which is sent to Sonar unchanged',
	}),
	binaryPropertyName: attachmentsField,
	additionalFields: buildAdditionalFields({ fileIds }),
	options: buildOptions({
		entitiesPerRequest,
		longText,
		onlyKnownSenders: buildYesNo(
			{
				displayName: 'Only Known Senders',
				type: 'boolean',
				default: false,
				description:
					'Whether to fail a reply from an unknown sender. Author Email is known if it belongs to a contact of the ticket’s account or network site, or has written on the ticket before.',
			},
			false,
		),
		parallelRequests,
		idleTimeout,
	}),
});

export async function readReply(item: Item): Promise<ReplyInput & RequestSettings> {
	const kind = fields.read(item, 'kind');
	const { longText, ...options } = fields.read(item, 'options');
	const { text, attachments } = await readMessage(item, fields.read(item, 'body'), {
		files: fields.read(item, 'binaryPropertyName'),
		longText,
		label: 'Message',
	});
	return {
		...options,
		...fields.read(item, 'additionalFields'),
		ticketId: fields.read(item, 'ticketId'),
		kind,
		body: text,
		...(kind === 'incoming' ? readAuthor(item, options.onlyKnownSenders) : {}),
		attachments,
	};
}

function readAuthor(item: Item, mustBeKnown: boolean): Pick<ReplyInput, 'author' | 'authorEmail'> {
	const author = fields.read(item, 'author');
	const authorEmail = fields.read(item, 'authorEmail');
	if (authorEmail !== undefined || !mustBeKnown) return { author, authorEmail };
	throw new ParameterError(
		'Author Email is empty, so the sender is not known',
		'Enter the address of the sender, or turn off Only Known Senders.',
	);
}
