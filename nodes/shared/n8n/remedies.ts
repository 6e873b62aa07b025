import type { FailureCode } from '../sonar/SonarError';

const CHECK_URL =
	'Check the instance URL in the Sonar API credential: it is the address that you open Sonar at.';
const CHECK_NETWORK =
	'Check the instance URL in the Sonar API credential. Check also that n8n can reach it over the network.';
const LATER = 'Try again later. If it goes on, ask Sonar’s support whether the instance is up.';
const TRY_AGAIN = 'Try again. If it goes on, check the network between n8n and Sonar.';
const WEBHOOKS =
	'READ_WEBHOOK_ENDPOINT, CREATE_WEBHOOK_ENDPOINT, UPDATE_WEBHOOK_ENDPOINT, DELETE_WEBHOOK_ENDPOINT, READ_WEBHOOK_ENDPOINT_EVENT, CREATE_WEBHOOK_ENDPOINT_EVENT, DELETE_WEBHOOK_ENDPOINT_EVENT';
const CHECK_PERMISSION = `Ask an administrator of Sonar to give the role of the token’s user the missing permission. Files: READ_FILE, CREATE_FILE, UPDATE_FILE, DELETE_FILE, and ALTER_OTHERS_FILES for files that another user uploaded. Tickets and replies: READ_TICKET, CREATE_TICKET, UPDATE_TICKET, and for their fields READ_INBOUND_MAILBOX, READ_TICKET_GROUP, READ_TICKET_CATEGORY, READ_CUSTOM_FIELD. Accounts and contacts: READ_ACCOUNT. Sonar Event Trigger: ${WEBHOOKS}.`;
const MEMBERS_ONLY = 'A private ticket group shows its tickets only to its members.';
const CHECK_VALUES = 'Check the ids and the other values of the node’s fields.';

/** What the user can do about each kind of failure. */
export const REMEDIES: Record<FailureCode, string> = {
	credential:
		'Enter the address that you open Sonar at, for example https://example.sonar.software, and a personal access token in the Sonar API credential.',
	token:
		'Create a new personal access token in your Sonar user profile and enter it in the Sonar API credential.',
	challenge:
		'A firewall in front of Sonar took n8n for a robot. Ask its administrator to let the address of n8n pass.',
	forbidden: CHECK_PERMISSION,
	permission: CHECK_PERMISSION,
	notFound: `Check the id. ${CHECK_URL}`,
	refused: CHECK_URL,
	missing: `Check the id. Check also that the token’s user may read it in Sonar (READ_FILE, READ_TICKET). ${MEMBERS_ONLY}`,
	alreadyLinked:
		'A file can be linked only once. Sonar List Files shows its entity. For another entity, upload the file again.',
	notLinked: 'Check the ids. Check also that the token’s user may change this entity in Sonar.',
	linked:
		'Leave the file, or turn on Delete Linked Files in the node’s options. The file then also disappears from its entity. Sonar cannot unlink a file.',
	notDeleted:
		'Look at the file in Sonar, and check that the role of the token’s user may delete it (DELETE_FILE; ALTER_OTHERS_FILES if another user uploaded it).',
	refusedFile: 'Change the file so that Sonar takes it, and upload it again.',
	tooLarge: 'Upload a smaller file, or ask Sonar’s support for the largest size that Sonar takes.',
	tooComplex: 'Lower Entities per Request or Files per Request in the node’s options.',
	entityType: 'Check the entity type: choose one from the list, or spell it as Sonar does.',
	noContact:
		'Add the address to a contact in Sonar, or give the entity’s ID. To read contacts, the token’s user needs READ_ACCOUNT.',
	notUnique: 'Give the ID of the right entity.',
	unknownSender:
		'If the sender is right, add the address to a contact in Sonar. To read contacts, the token’s user needs READ_ACCOUNT. Otherwise create a ticket instead of a reply.',
	customField: 'Check Custom Fields in the node’s options against the custom fields in Sonar.',
	notListed: 'Choose By ID and enter the entity’s ID.',
	endpoint: `Look at the list of webhook endpoints in Sonar, and check that the role of the token’s user may change it (${WEBHOOKS}).`,
	noMatch: 'Change the filters, or upload a matching file to Sonar. Then test again.',
	pageSize: 'Lower the limit.',
	pageInfo: CHECK_VALUES,
	invalid: `${CHECK_VALUES} For an upload, check the type and the name of the file.`,
	rateLimit: 'Start the workflow again in some minutes, or send less at once.',
	unreachable: CHECK_NETWORK,
	tls: CHECK_NETWORK,
	redirect: CHECK_URL,
	redirectInside:
		'Nothing was sent there. Ask Sonar’s support about this address: somebody may try to reach n8n’s network through n8n.',
	server: LATER,
	gateway: LATER,
	broken: TRY_AGAIN,
	silent: LATER,
	notSonar: CHECK_URL,
	wordsOnly:
		'Sonar’s words say why. If they do not help, try again later, or ask Sonar’s support about them.',
	incomplete:
		'Check the instance URL. Check also that the token’s user may read this in Sonar (READ_FILE, and READ_TICKET, READ_ACCOUNT or the like for entities).',
	tooLong: 'Ask for less at once: lower the limit, or Entities per Request.',
	notFile: 'Try again. If it goes on, open the file in Sonar.',
	wrongSize: 'Try again. If it goes on, open the file in Sonar to see whether it is whole.',
	cutList: 'Ask for parts of the list, for example with Created After and Created Before.',
	unstable: 'Some entries may be missing from the list. Try again when nobody changes it.',
	unreadable: 'Run the node that the file comes from again.',
	storage: 'Check n8n’s storage for binary data.',
	canceled: 'Start the workflow again.',
	overtime: 'The next poll tries again. If it goes on, check the network between n8n and Sonar.',
	bug: 'n8n-nodes-sonar-software did not expect this. Report it with the execution’s data, without the token.',
};
