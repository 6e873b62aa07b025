import type { Email } from '../shared/email/Email';
import { findReasonToSkip, type ReasonToSkip } from '../shared/email/findReasonToSkip';
import { findSender, type Sender } from '../shared/email/findSender';
import { isMessageFile, readEmail, type MessageFile } from '../shared/email/readEmail';
import { findTicketNumbers } from '../shared/email/ticketNumbers';
import { toMessageText, type MessageText } from '../shared/email/toMessageText';
import { buildFile, buildTextFile } from '../shared/fields/attachmentFields';
import { findBinaryFiles } from '../shared/n8n/binaryFields';
import { readSource } from '../shared/n8n/files';
import { nameInSonar } from '../shared/n8n/fileNames';
import type { Item } from '../shared/n8n/Item';
import { ParameterError } from '../shared/n8n/nodeErrors';
import type { RequestSettings } from '../shared/n8n/task';
import type { Content } from '../shared/sonar/files/multipart';
import type { FileToUpload } from '../shared/sonar/files/uploadFiles';
import { isSameEmailAddress } from '../shared/sonar/addressKey';
import { cleanText, cutText, isTooLong } from '../shared/sonar/text';
import { LONGEST_MESSAGE, type EmailMessage } from '../shared/sonar/tickets/emailText';
import type { EmailInput } from '../shared/sonar/tickets/planEmails';
import { readAttachments } from './attachments';
import { fields } from './description';
import { letOthersWork } from './identity';

/** What the output says about any email. */
export interface EmailFacts {
	subject: string;
	sender: { name: string; address: string };
	messageId: string;
}

/** An email that is not for Sonar. */
export interface SkippedEmail extends RequestSettings {
	facts: EmailFacts;
	skip: ReasonToSkip;
}

/** An email for Sonar. */
export interface ReadEmail extends EmailInput, RequestSettings {
	facts: EmailFacts;
	skip?: undefined;
	/** Whether it comes into Sonar only once. */
	eachOnce: boolean;
	/** What tells it from other emails, beside its files. */
	identity: readonly string[];
	/** All of its files, also those that are left out. */
	files: readonly FileToUpload[];
}

export async function readEmailItem(item: Item): Promise<SkippedEmail | ReadEmail> {
	const ownAddresses = fields.read(item, 'ownAddresses');
	const marker = fields.read(item, 'marker');
	const ownFiles = fields.read(item, 'binaryPropertyName');
	const ticketType = fields.read(item, 'ticketType');
	const inboundMailboxId =
		ticketType === 'public' ? fields.read(item, 'inboundMailboxId') : undefined;
	const newTicket = fields.read(item, 'additionalFields');
	const options = fields.read(item, 'options');
	const { parallelRequests, idleTimeout, entitiesPerRequest, closedTickets, eachOnce } = options;
	const settings = { parallelRequests, idleTimeout };
	const email = await readEmail({
		json: item.data.json,
		fields: options.emailFields,
		messages: findMessages(item),
		hasFiles: ownFiles.length > 0,
		pause: letOthersWork,
	});
	const sender = findSender(email, { ownAddresses, trustedServer: options.trustedServer ?? '' });
	const facts = toFacts(email, sender);
	const skip = findReasonToSkip(email, {
		ownAddresses,
		acceptAutomatic: options.automaticEmail === 'accept',
	});
	if (skip) return { ...settings, facts, skip };
	const text = await toMessageText(email, letOthersWork);
	const { files, kept, leftOut, hints } = await readAttachments(item, email, {
		ownFiles,
		pictures: options.signaturePictures === 'leaveOut' ? text.pictures : [],
	});
	const message = toMessage(email, sender, text);
	const long = options.longText === 'error' ? refuseLong(message.text) : cutLong(message.text);
	const recipient = {
		name: sender.author.name || sender.author.address,
		emailAddress: sender.author.address,
	};
	return {
		...settings,
		facts,
		knownAddress: sender.known,
		accountAddresses: sender.accounts,
		ticketNumbers: findTicketNumbers(email.subject, marker),
		answeredIds: email.answeredIds,
		inboundMailboxId,
		message: { ...message, text: long.text },
		attachments: [...kept, ...long.files, ...toHtmlFiles(email, text, options.originalHtml)],
		leftOut,
		hints,
		closedTickets,
		newTicket: {
			...newTicket,
			...(inboundMailboxId !== undefined && {
				recipients: recipient.emailAddress ? [recipient] : [],
			}),
		},
		entitiesPerRequest,
		eachOnce,
		identity: [
			email.messageId,
			email.fromText,
			String(email.date?.getTime()),
			email.subject,
			email.text,
			email.html,
		],
		files,
	};
}

function toFacts({ subject, messageId }: Email, { author }: Sender): EmailFacts {
	const { name, address } = author;
	return { subject, sender: { name, address }, messageId };
}

/** Files of the item that may be whole messages, whatever Attachments names. */
function findMessages(item: Item): MessageFile[] {
	const files = findBinaryFiles(item, '*', { label: 'Attachments', mayBeEmpty: true });
	return files.flatMap((file): MessageFile[] => {
		const { binary, binaryField } = file;
		const name = nameInSonar(binary);
		if (binaryField === null || !isMessageFile({ mimeType: binary.mimeType, name })) return [];
		return [
			{
				field: binaryField,
				read: async () => {
					const source = await readSource(item.context, file, name);
					return await readWhole(await source.open());
				},
			},
		];
	});
}

async function readWhole(content: Content): Promise<Buffer> {
	const pieces: Buffer[] = [];
	for await (const piece of content) pieces.push(piece);
	return Buffer.concat(pieces);
}

function toMessage(email: Email, sender: Sender, { text }: MessageText): EmailMessage {
	const { author, replyTo, accounts } = sender;
	const nobody =
		accounts.length === 0
			? 'The email comes from an own address and does not say who wrote it.'
			: '';
	const doubt = sender.doubt || nobody;
	const [from] = email.from.flat();
	const isForAnother =
		author.address !== '' &&
		from !== undefined &&
		!isSameEmailAddress(author.address, from.address);
	return {
		author,
		fromText: email.fromText,
		replyTo: replyTo.filter((one) => !isSameEmailAddress(one.address, author.address)),
		subject: email.subject,
		text: cleanText(text),
		doubts: [
			...(doubt ? [doubt] : []),
			...(isForAnother ? [`The email came from ${from.address}`] : []),
		],
	};
}

interface LongText {
	text: string;
	files: FileToUpload[];
}

function cutLong(text: string): LongText {
	if (!isTooLong(text, LONGEST_MESSAGE)) return { text, files: [] };
	return { text: cutText(text, LONGEST_MESSAGE), files: [buildTextFile(text)] };
}

function refuseLong(text: string): LongText {
	if (!isTooLong(text, LONGEST_MESSAGE)) return { text, files: [] };
	const limit = LONGEST_MESSAGE.toLocaleString('en-US');
	throw new ParameterError(
		`The text of the email has more than ${limit} characters`,
		'Choose Attach for Long Text in the node’s options.',
	);
}

function toHtmlFiles(
	{ html }: Email,
	{ isPartial }: MessageText,
	originalHtml: 'always' | 'ifNeeded' | 'never',
): FileToUpload[] {
	const isWanted = originalHtml === 'always' || (originalHtml === 'ifNeeded' && isPartial);
	if (!isWanted || html === '') return [];
	return [buildFile('message.html', 'text/html', Buffer.from(html))];
}
