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
import { LONGEST_MESSAGE } from '../shared/sonar/tickets/emailText';
import { emailFields } from './emailFields';

/** A text, or a list of texts, in one. */
function toText(value: unknown, label: string): string {
	const parts: unknown[] = Array.isArray(value) ? value : [value];
	if (parts.every((part) => typeof part === 'string')) return parts.join(', ');
	throw wrongValue(label, value, 'text');
}

const ownAddresses: Field<OwnAddresses> = {
	property: {
		displayName: 'Own Addresses',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. support@example.com, help@example.com',
		description:
			'All addresses whose email arrives in this mailbox, including those of groups, separated by commas',
	},
	parse: (value) => parseOwnAddresses(toText(value ?? '', 'Own Addresses')),
};

const marker: Field<Marker> = {
	property: {
		displayName: 'Ticket Number in Subject',
		type: 'string',
		default: '[#ID]',
		description:
			'How the ticket’s number is written in the subject of an answer, with ID in its place. Compare it with an email that your Sonar has sent about a ticket.',
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
				'Reply and open the ticket again, or create a new one if it has been closed for the number of days set in Sonar',
		},
		{ name: 'Create New Ticket', value: 'newTicket', description: 'Leave the closed ticket alone' },
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
		'What to do with automatic answers, such as out-of-office notes. Delivery reports are always skipped.',
});

const signaturePictures = buildChoice({
	displayName: 'Pictures of Signatures',
	type: 'options',
	options: [
		{ name: 'Keep', value: 'keep', description: 'Attach them' },
		{ name: 'Leave Out', value: 'leaveOut', description: 'Do not attach them' },
	],
	default: 'leaveOut',
	description:
		'What to do with small pictures that are shown inside the text and have names such as image001.png',
});

const originalHtml = buildChoice({
	displayName: 'Attach Original HTML',
	type: 'options',
	options: [
		{ name: 'Always', value: 'always', description: 'Attach message.html' },
		{
			name: 'If Needed',
			value: 'ifNeeded',
			description: 'Attach message.html if the ticket’s text lacks something',
		},
		{ name: 'Never', value: 'never', description: 'Do not attach it' },
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
					'Whether to skip an email that this node has brought into Sonar before. Tests in the editor neither skip nor remember emails.',
			},
			true,
		),
		emailFields,
		entitiesPerRequest,
		longText: buildLongText('attach', LONGEST_MESSAGE),
		parallelRequests,
		signaturePictures,
		idleTimeout,
		trustedServer: buildText({
			displayName: 'Trusted Mail Server',
			type: 'string',
			default: '',
			placeholder: 'e.g. mx.example.com',
			description:
				'Name at the beginning of the header Authentication-Results that your own mail server adds. If this header says that the sender is forged, or is missing, the sender is treated as unknown and the ticket gets no account.',
		}),
	}),
});
