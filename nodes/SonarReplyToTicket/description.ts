import { buildAddress } from '../shared/fields/addresses';
import { attachmentsField, fileIds, longText } from '../shared/fields/attachments';
import { buildEntityLocator } from '../shared/fields/entityLocator';
import { buildOptions, defineFields, showFor } from '../shared/fields/Field';
import { buildMessage } from '../shared/fields/messages';
import { entitiesPerRequest, idleTimeout, parallelRequests } from '../shared/fields/requestOptions';
import { buildChoice, buildText, buildYesNo } from '../shared/fields/values';

export const fields = defineFields({
	ticketId: buildEntityLocator({
		label: 'Ticket',
		description: 'The ticket that is answered or commented on',
		searchListMethod: 'searchTickets',
	}),
	kind: buildChoice({
		displayName: 'Kind',
		type: 'options',
		options: [
			{
				name: 'Internal Comment',
				value: 'comment',
				description: 'For users of Sonar alone. Nobody gets an email.',
			},
			{
				name: 'Reply From the Customer',
				value: 'incoming',
				description: 'What a customer wrote elsewhere, such as in an email',
			},
			{
				name: 'Reply to the Customer',
				value: 'reply',
				description: 'Sonar mails it to the customer',
			},
		],
		default: 'comment',
		description:
			'What to write: comment is an internal comment, reply is mailed to the customer, incoming is what the customer wrote',
	}),
	author: showFor(
		{ kind: ['incoming'] },
		buildText({
			displayName: 'Author',
			type: 'string',
			default: '',
			placeholder: 'e.g. Ada Lovelace',
			description: 'Name of who wrote it',
		}),
	),
	authorEmail: showFor(
		{ kind: ['incoming'] },
		buildAddress({
			displayName: 'Author Email',
			type: 'string',
			default: '',
			placeholder: 'e.g. ada@example.com',
			description: 'Email address of who wrote it, with or without a name',
		}),
	),
	body: buildMessage({
		displayName: 'Message',
		type: 'string',
		default: '',
		description: 'Text of the reply or comment. Sonar gets it as it is given.',
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
					'Whether to fail a reply from the customer if Author Email is of no contact of the ticket’s account or network site and has not written on the ticket before',
			},
			false,
		),
		parallelRequests,
	}),
});
