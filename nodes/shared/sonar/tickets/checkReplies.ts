import { isSameEmailAddress } from '../addressKey';
import { runStages } from '../batch/stages';
import { buildAddressSearch, buildContactList, type Contact } from '../entities/contacts';
import { buildRowList, type RowList } from '../graphql/ListQuery';
import { askAgain } from '../graphql/askAgain';
import { parseWholeNumber } from '../ids';
import { runListings, type Listing } from '../graphql/Listing';
import type { SonarClient } from '../http/SonarClient';
import { attempt, done, failed, type Outcome, type Outcomes, type Result } from '../outcome';
import { SonarError } from '../SonarError';
import type { CheckedReply } from './createReplies';
import { checkFiles, type WithFreeFiles } from './checkFiles';
import type { WithAttachments } from './saveWithFiles';

/** A reply as a user describes it. */
export interface ReplyInput extends CheckedReply, WithAttachments {
	/** Whether the sender must be known on the ticket. */
	onlyKnownSenders: boolean;
}

/** Checks whatever Sonar can tell before anything is stored there. */
export async function checkReplies<I extends ReplyInput>(
	client: SonarClient,
	inputs: readonly I[],
	stopOnFailure: boolean,
): Promise<Outcomes<I, CheckedReply & WithFreeFiles & { input: I }>> {
	return await runStages(
		inputs,
		[
			async (pending: I[]) =>
				await askAgain(client, pending, async (some) => await checkSenders(client, some)),
			async (known) => await checkFiles(client, known),
		],
		stopOnFailure,
	);
}

const LISTS_PER_REQUEST = 100;

interface Ticket {
	id: string;
	entity?: { type: string; id: string };
}

export interface WrittenReply {
	id: string;
	address: string;
}

/** The lists that show whether a sender is known on a ticket. */
interface SenderLists {
	/** The sender's. */
	address: string;
	tickets: RowList<Ticket>;
	replies: RowList<WrittenReply>;
	contacts: RowList<Contact>;
}

/** Fails replies whose sender is not known on the ticket. Sonar is asked about all at once. */
async function checkSenders<I extends ReplyInput>(
	client: SonarClient,
	inputs: readonly I[],
): Promise<Outcomes<I, CheckedReply & { input: I }>> {
	const evidence = new Map<I, SenderLists>();
	for (const input of inputs) {
		const { onlyKnownSenders, ticketId, authorEmail: address } = input;
		// Only incoming replies have an address.
		if (!onlyKnownSenders || address === undefined) continue;
		evidence.set(input, {
			address,
			tickets: buildTicketList(ticketId),
			replies: buildWrittenList(ticketId, address),
			contacts: buildContactList(address),
		});
	}
	const lists = [...evidence.values()].flatMap(
		({ tickets, replies, contacts }): Array<Listing<unknown>> => [tickets, replies, contacts],
	);
	const found = await runListings(client, lists, LISTS_PER_REQUEST);
	return new Map(
		await Promise.all(
			inputs.map(async (input): Promise<[I, Outcome<CheckedReply & { input: I }>]> => {
				const own = evidence.get(input);
				const checked = await attempt(() => own && checkSender(input, own, found));
				return [
					input,
					checked.status === 'done' ? done({ ...input, input }) : failed(checked.error),
				];
			}),
		),
	);
}

/** @throws SonarError if the sender is not known, or Sonar does not tell */
function checkSender(
	{ ticketId }: ReplyInput,
	{ address, tickets, replies, contacts }: SenderLists,
	found: ReadonlyMap<unknown, Result<unknown>>,
): void {
	const read = <T>(list: RowList<T & { id: string }>): T[] => {
		const result = found.get(list) as Result<T[]>;
		if (result.status === 'failed') throw result.error;
		return result.value;
	};
	const ticket = read(tickets).find(({ id }) => id === ticketId);
	if (!ticket) throw new SonarError('missing', `Sonar has no ticket with the ID ${ticketId}`);
	if (read(replies).some((reply) => isSameEmailAddress(reply.address, address))) return;
	const isContact = read(contacts).some(
		({ email, entity }) =>
			isSameEmailAddress(email, address) &&
			entity.type === ticket.entity?.type &&
			entity.id === ticket.entity.id,
	);
	if (isContact) return;
	const entity =
		ticket.entity && `, and is no contact of ${ticket.entity.type} ${ticket.entity.id}`;
	const message = `${address} has not written on ticket ${ticketId} before${entity ?? ''}`;
	throw new SonarError('unknownSender', message);
}

function buildTicketList(ticketId: string): RowList<Ticket> {
	return buildRowList({
		list: 'tickets',
		args: { id: ticketId },
		select: ['id', 'ticketable_type', 'ticketable_id'],
		parse: ({ id, ticketable_type: type, ticketable_id: entityId }) => ({
			id: parseWholeNumber(id, 'the ID of a ticket'),
			...(typeof type === 'string' && {
				entity: { type, id: parseWholeNumber(entityId, 'what a ticket is related to') },
			}),
		}),
	});
}

/** Replies on a ticket that this address may have sent. */
export function buildWrittenList(ticketId: string, address: string): RowList<WrittenReply> {
	const ofTicket = { attribute: 'ticket_id', search_value: ticketId, operator: 'EQ' } as const;
	return buildRowList({
		list: 'ticket_replies',
		search: ['author_email', 'author'].flatMap((attribute) =>
			buildAddressSearch(attribute, address).map((search) => ({
				...search,
				integer_fields: [ofTicket],
			})),
		),
		select: ['id', 'author', 'author_email'],
		parse: ({ id, author, author_email: email }) => ({
			id: parseWholeNumber(id, 'the ID of a reply'),
			// If a reply has no address, its author may be one.
			address: [email, author].find((text) => typeof text === 'string') ?? '',
		}),
	});
}
