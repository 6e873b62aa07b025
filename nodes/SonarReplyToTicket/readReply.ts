import { readMessage } from '../shared/fields/attachments';
import type { Plan } from '../shared/n8n/attachments';
import type { Item } from '../shared/n8n/Item';
import { ParameterError } from '../shared/n8n/ParameterError';
import type { ReplyPlan } from '../shared/sonar/tickets/prepareReplies';
import { fields } from './description';

/** The reply or comment that an item describes. */
export async function readReply(item: Item): Promise<ReplyPlan & Plan> {
	const kind = fields.read(item, 'kind');
	const { longText, ...options } = fields.read(item, 'options');
	const { text, attachments } = await readMessage(item, fields.read(item, 'body'), {
		readFiles: fields.read(item, 'binaryPropertyName'),
		longText,
		label: 'Message',
	});
	return {
		...options,
		ticketId: fields.read(item, 'ticketId'),
		kind,
		body: text,
		...(kind === 'incoming' ? readAuthor(item, options.onlyKnownSenders) : {}),
		attachments,
	};
}

function readAuthor(item: Item, mustBeKnown: boolean): Pick<ReplyPlan, 'author' | 'authorEmail'> {
	const author = fields.read(item, 'author');
	const authorEmail = fields.read(item, 'authorEmail');
	if (authorEmail !== undefined || !mustBeKnown) return { author, authorEmail };
	throw new ParameterError(
		'Author Email is empty, so the sender is not known',
		'Enter the address of the sender, or turn off Only Known Senders.',
	);
}
