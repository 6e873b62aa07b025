import { parseOwnAddresses, type OwnAddresses } from '../shared/email/ownAddresses';
import { parseMarker, type Marker } from '../shared/email/ticketNumbers';
import { attachmentsField, buildLongText } from '../shared/fields/attachmentFields';
import { customFields } from '../shared/fields/customFieldValues';
import {
	buildAdditionalFields,
	buildOptions,
	defineFields,
	wrongValue,
	type Field,
} from '../shared/fields/Field';
import { inboundMailboxId, priority, status, ticketType } from '../shared/fields/newTicketFields';
import { entitiesPerRequest, idleTimeout, parallelRequests } from '../shared/fields/requestOptions';
import { assigneeId, ticketCategoryIds, ticketGroupId } from '../shared/fields/ticketFields';
import { buildChoice, buildText, buildYesNo } from '../shared/fields/values';
import { emailFields } from './emailFields';

/** A text, or a list of texts, in one. */
function toText(value: unknown, label: string): string {
	const parts: unknown[] = Array.isArray(value) ? value : [value];
	if (parts.every((part) => typeof part === 'string')) return parts.join(', ');
	throw wrongValue(label, value, 'a text');
}

const ownAddresses: Field<OwnAddresses> = {
	property: {
		displayName: 'Own Addresses',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. support@example.com, help@example.com',
		description: 'All addresses that lead to this mailbox, groups too, separated by commas',
	},
	parse: (value) => parseOwnAddresses(toText(value ?? '', 'Own Addresses')),
};

const marker: Field<Marker> = {
	property: {
		displayName: 'Ticket Number in Subject',
		type: 'string',
		default: '[#ID]',
		description: 'How the subject of an answer names its ticket. ID stands for the number.',
	},
	parse: (value) => parseMarker(toText(value ?? '', 'Ticket Number in Subject') || '[#ID]'),
};

const closedTickets = buildChoice({
	displayName: 'Answer to a Closed Ticket',
	type: 'options',
	options: [
		{
			name: 'As Set in Sonar',
			value: 'sonar',
			description:
				'Open the ticket again, or create a new one if it has been closed for as many days as set in Sonar',
		},
		{ name: 'Create New Ticket', value: 'newTicket', description: 'Leave the closed one alone' },
		{ name: 'Open Again', value: 'reopen', description: 'Reply, and open the ticket again' },
		{ name: 'Reply Only', value: 'leave', description: 'Reply, and leave the ticket closed' },
	],
	default: 'sonar',
	description: 'What to do with an email that answers a closed ticket',
});

const automaticEmail = buildChoice({
	displayName: 'Automatic Email',
	type: 'options',
	options: [
		{ name: 'Accept', value: 'accept', description: 'Treat it like any other email' },
		{ name: 'Skip', value: 'skip', description: 'Send it to the output Skipped' },
	],
	default: 'skip',
	description:
		'What to do with answers of machines, such as out-of-office notes. Delivery reports are always skipped.',
});

const signaturePictures = buildChoice({
	displayName: 'Pictures of Signatures',
	type: 'options',
	options: [
		{ name: 'Keep', value: 'keep', description: 'Attach them' },
		{ name: 'Leave Out', value: 'leaveOut', description: 'Do not attach them' },
	],
	default: 'leaveOut',
	description: 'What to do with small pictures in the text that are named as mail programs do',
});

const originalHtml = buildChoice({
	displayName: 'Attach Original HTML',
	type: 'options',
	options: [
		{ name: 'Always', value: 'always', description: 'Attach message.html' },
		{
			name: 'If Needed',
			value: 'ifNeeded',
			description: 'Attach message.html if the text lacks something',
		},
		{ name: 'Never', value: 'never', description: 'Attach nothing' },
	],
	default: 'ifNeeded',
	description: 'Whether to attach the HTML of the email as message.html',
});

const attachments = {
	...attachmentsField,
	property: { ...attachmentsField.property, default: '*' },
};

export const fields = defineFields({
	ownAddresses,
	marker,
	binaryPropertyName: attachments,
	ticketType,
	inboundMailboxId,
	additionalFields: buildAdditionalFields({
		userId: assigneeId,
		ticketCategoryIds,
		customFields,
		priority,
		status,
		ticketGroupId,
	}),
	options: buildOptions({
		closedTickets,
		originalHtml,
		automaticEmail,
		eachOnce: buildYesNo(
			{
				displayName: 'Each Email Once',
				type: 'boolean',
				default: true,
				description:
					'Whether to skip an email that this node has brought into Sonar before. Tests in the editor do not count.',
			},
			true,
		),
		emailFields,
		entitiesPerRequest,
		longText: buildLongText('attach'),
		parallelRequests,
		signaturePictures,
		idleTimeout,
		trustedServer: buildText({
			displayName: 'Trusted Mail Server',
			type: 'string',
			default: '',
			placeholder: 'e.g. mx.example.com',
			description:
				'Name with which your own mail server begins the header Authentication-Results. If it says that the sender is forged, the ticket gets no account.',
		}),
	}),
});
