import { buildAddress } from '../shared/fields/addresses';
import { attachmentsField, fileIds, longText } from '../shared/fields/attachments';
import { buildEntityLocator } from '../shared/fields/entityLocator';
import { buildOptions, defineFields, showFor } from '../shared/fields/Field';
import { buildCleanLine, buildMessage } from '../shared/fields/messages';
import { entitiesPerRequest, idleTimeout, parallelRequests } from '../shared/fields/requestOptions';
import { buildChoice, buildYesNo } from '../shared/fields/values';

export const fields = defineFields({
	ticketId: buildEntityLocator({
		label: 'Ticket',
		description: 'The ticket to reply to or to comment on',
		searchListMethod: 'searchTickets',
	}),
	kind: buildChoice({
		displayName: 'Kind',
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
				description: 'A message that a customer wrote elsewhere, such as in an email',
			},
			{
				name: 'Reply to the Customer',
				value: 'reply',
				description: 'Sonar mails it to the customer',
			},
		],
		default: 'comment',
		description:
			'The kind of message. Comment is an internal comment. Reply is mailed to the customer. Incoming is a message from the customer.',
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
		description: 'Text of the reply or comment. It is sent to Sonar unchanged.',
	}),
	binaryPropertyName: attachmentsField,
	options: buildOptions({
		entitiesPerRequest,
		fileIds,
		idleTimeout,
		longText,
		onlyKnownSenders: buildYesNo(
			{
				displayName: 'Only Known Senders',
				type: 'boolean',
				default: false,
				description:
					'Whether to fail a reply from the customer if its sender is not known. A sender is known if Author Email is the address of a contact of the ticket’s account or network site, or has written on the ticket before.',
			},
			false,
		),
		parallelRequests,
	}),
});
