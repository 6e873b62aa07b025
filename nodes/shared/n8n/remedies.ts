import type { FailureCode } from '../sonar/SonarError';

const CHECK_URL =
	'Check the instance URL in the Sonar API credential: it must be the address where you open Sonar.';
const CHECK_NETWORK =
	'Check the instance URL in the Sonar API credential, and that n8n can reach it over the network.';
const LATER = 'Retry later. If it keeps failing, ask Sonar’s support whether the instance is up.';
const TRY_AGAIN = 'Retry. If it keeps failing, check the network between n8n and Sonar.';
const WEBHOOKS =
	'READ_WEBHOOK_ENDPOINT, CREATE_WEBHOOK_ENDPOINT, UPDATE_WEBHOOK_ENDPOINT, DELETE_WEBHOOK_ENDPOINT, READ_WEBHOOK_ENDPOINT_EVENT, CREATE_WEBHOOK_ENDPOINT_EVENT, DELETE_WEBHOOK_ENDPOINT_EVENT';
const CHECK_PERMISSION = `Ask an administrator of Sonar to give the role of the token’s user the missing permission. Files: READ_FILE, CREATE_FILE, UPDATE_FILE, DELETE_FILE, and ALTER_OTHERS_FILES for files that another user uploaded. Tickets and replies: READ_TICKET, CREATE_TICKET, UPDATE_TICKET, and for their fields READ_INBOUND_MAILBOX, READ_TICKET_GROUP, READ_TICKET_CATEGORY, READ_CUSTOM_FIELD. Accounts and contacts: READ_ACCOUNT. Sonar Event Trigger: ${WEBHOOKS}.`;
const MEMBERS_ONLY = 'A private ticket group shows its tickets only to its members.';
const CHECK_VALUES = 'Check the IDs and other values in the node’s fields.';

/** What the user can do about each failure. */
export const REMEDIES: Record<FailureCode, string> = {
	credential:
		'In the Sonar API credential, enter the address where you open Sonar, such as https://example.sonar.software, and a personal access token.',
	token:
		'Create a new personal access token in your Sonar user profile and enter it in the Sonar API credential.',
	challenge:
		'A firewall in front of Sonar blocked n8n as a bot. Ask its administrator to allow n8n’s IP address.',
	forbidden: CHECK_PERMISSION,
	permission: CHECK_PERMISSION,
	notFound: `Check the ID. ${CHECK_URL}`,
	refused: CHECK_URL,
	missing: `Check the ID, and that the token’s user may read it in Sonar (READ_FILE, READ_TICKET). ${MEMBERS_ONLY}`,
	alreadyLinked:
		'A file can be linked only once; Sonar List Files shows where. To link it elsewhere, upload it again.',
	notLinked: 'Check the IDs, and that the token’s user may change this entity in Sonar.',
	linked:
		'Keep the file, or turn on Delete Linked Files in the node’s options. The file then also disappears from its entity, since Sonar cannot unlink it.',
	notDeleted:
		'Look at the file in Sonar, and check that the role of the token’s user may delete it (DELETE_FILE; ALTER_OTHERS_FILES if another user uploaded it).',
	refusedFile: 'Change the file so that Sonar accepts it, and upload it again.',
	tooLarge: 'Upload a smaller file, or ask Sonar’s support for the size limit.',
	tooComplex: 'Lower Entities per Request or Files per Request in the node’s options.',
	entityType:
		'Choose the entity type from the list, or enter a name of Sonar’s schema, such as Ticket.',
	noContact:
		'Add the address to a contact in Sonar, or enter the entity’s ID. To read contacts, the token’s user needs READ_ACCOUNT.',
	notUnique: 'Enter the ID of the right entity.',
	unknownSender:
		'If the sender is right, add the address to a contact in Sonar. To read contacts, the token’s user needs READ_ACCOUNT. Otherwise create a ticket instead of a reply.',
	customField: 'Compare Custom Fields in the node with the custom fields in Sonar.',
	notListed: 'Choose By ID and enter the entity’s ID.',
	endpoint: `Look at the webhook endpoints in Sonar, and check that the role of the token’s user may change them (${WEBHOOKS}).`,
	noMatch: 'Change the filters or upload a matching file to Sonar, then test again.',
	pageSize: 'Lower Limit, or Entities per Request in the node’s options.',
	pageInfo: CHECK_VALUES,
	invalid: CHECK_VALUES,
	rateLimit: 'Run the workflow again in a few minutes, or with fewer items at once.',
	unreachable: CHECK_NETWORK,
	tls: CHECK_NETWORK,
	redirect: CHECK_URL,
	redirectInside:
		'Nothing was sent there. Ask Sonar’s support about this address: someone may be trying to reach n8n’s network through n8n.',
	server: LATER,
	gateway: LATER,
	broken: TRY_AGAIN,
	silent: LATER,
	notSonar: CHECK_URL,
	wordsOnly:
		'Sonar’s message says why. If it does not help, retry later, or ask Sonar’s support about it.',
	incomplete:
		'Check the instance URL, and that the token’s user may read this in Sonar (READ_FILE, and for entities READ_TICKET, READ_ACCOUNT and so on).',
	unclear:
		'If it happens again, upload with Sonar Upload File and set Files per Request to 1 in its options: then each answer is about one file.',
	query:
		'Try the query in Sonar’s own explorer, at /graphiql of your instance. Values go into Variables.',
	tooMuch: 'Request less per item: fewer fields, a lower Limit, or a search.',
	tooLong: 'Request less at once: fewer fields, a lower Limit, or fewer Entities per Request.',
	notFile: 'Retry. If it keeps failing, open the file in Sonar.',
	wrongSize: 'Retry. If it keeps failing, open the file in Sonar to see whether it is complete.',
	cutList:
		'Request parts of the list, for example with Created After and Created Before, or a search.',
	unstable: 'Entries may be missing from the list. Retry when nobody is changing it.',
	unreadable: 'Run the node that the file comes from again.',
	storage: 'Check n8n’s storage for binary data.',
	canceled: 'Run the workflow again.',
	overtime: 'The next poll retries. If it keeps failing, check the network between n8n and Sonar.',
	bug: 'This is a bug in n8n-nodes-sonar-software. Report it with the execution’s data, without the token.',
};
