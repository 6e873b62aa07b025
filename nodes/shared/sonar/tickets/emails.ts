import type { Pool } from '../batch/pool';
import type { SonarClient } from '../http/SonarClient';
import { done, effectsOf, mapDone, type Outcome, type Outcomes } from '../outcome';
import { createReplies, type CheckedReply, type CreatedReply } from './createReplies';
import { createTickets, type CheckedTicket, type CreatedTicket } from './createTickets';
import { saveWithFiles, type RememberingRun } from './saveWithFiles';
import { toReplyText, toTicketSubject, toTicketText, type LeftOut } from './emailText';
import type { FoundTicket } from './foundTickets';
import { planEmails, type EmailInput, type PlannedEmail } from './planEmails';
import { reopenTickets } from './reopenTickets';
import type { UpdatedTicket } from './updateTickets';

/** What became of an email. */
export type BroughtIn = {
	leftOut: readonly LeftOut[];
	/** Sentences for whoever runs the workflow. */
	hints: readonly string[];
} & (
	| { action: 'ticket'; ticket: CreatedTicket }
	| { action: 'reply'; reply: CreatedReply; ticket: FoundTicket; reopened: boolean }
);

/** An email on its way to a new ticket or reply. */
type Planned = PlannedEmail<EmailInput>;

/**
 * Makes each email a reply on the ticket that it answers, or a new ticket, with its attachments: looks up
 * all emails together, uploads the attachments of all, then creates. Attachments that Sonar refuses are
 * left out.
 */
export async function bringInEmails<I extends EmailInput>(
	inputs: readonly I[],
	run: RememberingRun<I>,
): Promise<Outcomes<I, BroughtIn>> {
	const { client, pool } = run;
	return await saveWithFiles<I, PlannedEmail<I>, BroughtIn>(inputs, run, {
		check: async (pending) => await planEmails(client, pending),
		goOnWithout: (planned, refused) => ({
			...planned,
			leftOut: [
				...planned.leftOut,
				...refused.map(({ name, error }) => ({ filename: name, reason: error.message })),
			],
		}),
		save: async (planned) => await createAll(client, planned, pool),
	});
}

async function createAll<P extends Planned>(
	client: SonarClient,
	planned: readonly P[],
	pool: Pool,
): Promise<Outcomes<P, BroughtIn>> {
	const outcomes = await createAllTickets(client, planned, pool);
	const hasFailed = [...outcomes.values()].some(({ status }) => status === 'failed');
	if (hasFailed && pool.stopOnFailure) return outcomes;
	return new Map([...outcomes, ...(await createAllReplies(client, planned, pool))]);
}

async function createAllTickets<P extends Planned>(
	client: SonarClient,
	planned: readonly P[],
	pool: Pool,
): Promise<Outcomes<P, BroughtIn>> {
	const tickets = new Map<CheckedTicket, P>();
	for (const one of planned) {
		if (one.plan.action === 'reply') continue;
		const { input, plan, leftOut, fileIds, entitiesPerRequest } = one;
		const { newTicket, message, inboundMailboxId } = input;
		const ticket: CheckedTicket = {
			...newTicket,
			inboundMailboxId,
			subject: toTicketSubject(message),
			description: toTicketText(message, { remarks: plan.remarks, leftOut }),
			relatedTo: plan.relatedTo,
			customFieldData: plan.customFieldData,
			fileIds,
			entitiesPerRequest,
		};
		tickets.set(ticket, one);
	}
	const created = await createTickets(client, [...tickets.keys()], pool);
	const results = mapDone(created, (ticket, value): BroughtIn => {
		const { leftOut, hints } = tickets.get(ticket)!;
		return { action: 'ticket', ticket: value, leftOut, hints };
	});
	return new Map([...results].map(([ticket, outcome]) => [tickets.get(ticket)!, outcome]));
}

/** Creates the replies, then opens closed tickets again. */
async function createAllReplies<P extends Planned>(
	client: SonarClient,
	planned: readonly P[],
	pool: Pool,
): Promise<Outcomes<P, BroughtIn>> {
	const replies = new Map<CheckedReply, { one: P; ticket: FoundTicket; isReopened: boolean }>();
	for (const one of planned) {
		if (one.plan.action === 'ticket') continue;
		const { input, plan, leftOut, fileIds, entitiesPerRequest } = one;
		const { name, address } = input.message.author;
		const reply: CheckedReply = {
			ticketId: plan.ticket.id,
			kind: 'incoming',
			body: toReplyText(input.message, leftOut),
			author: name || address,
			authorEmail: address,
			fileIds,
			entitiesPerRequest,
		};
		replies.set(reply, { one, ...plan });
	}
	const created = await createReplies(client, [...replies.keys()], pool);
	const closed = [...created].flatMap(([reply, { status }]) => {
		const { ticket, isReopened } = replies.get(reply)!;
		return status === 'done' && isReopened ? [ticket.id] : [];
	});
	const reopenings = await reopenTickets(client, [...new Set(closed)], {
		// A reply counts even if its ticket stays closed.
		pool: { ...pool, stopOnFailure: false },
		entitiesPerRequest: Math.min(...planned.map(({ entitiesPerRequest }) => entitiesPerRequest)),
	});
	return new Map(
		[...created].map(([reply, outcome]): [P, Outcome<BroughtIn>] => {
			const { one, ticket } = replies.get(reply)!;
			return [one, addReopening(one, outcome, { ticket, reopening: reopenings.get(ticket.id) })];
		}),
	);
}

function addReopening(
	{ leftOut, hints }: Planned,
	created: Outcome<CreatedReply>,
	{ ticket, reopening }: { ticket: FoundTicket; reopening: Outcome<UpdatedTicket> | undefined },
): Outcome<BroughtIn> {
	if (created.status !== 'done') return created;
	const reopened = reopening?.status === 'done' && reopening.value.isAsAsked;
	const result = { action: 'reply', reply: created.value, ticket, reopened, leftOut } as const;
	const why = reopening && !reopened ? [describeClosed(ticket, reopening)] : [];
	return done({ ...result, hints: [...hints, ...why] }, [
		...created.effects,
		...(reopened ? effectsOf(reopening) : []),
	]);
}

function describeClosed({ id }: FoundTicket, reopening: Outcome<UpdatedTicket>): string {
	const { message, unknownOutcome = message } =
		reopening.status === 'failed' ? reopening.error : { message: '' };
	return `Ticket ${id} has a new reply, but was not opened again. ${unknownOutcome}`.trim();
}
