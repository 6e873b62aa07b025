import { clock } from '../http/clock';
import type { SonarClient } from '../http/SonarClient';
import { attempt, type Outcomes, type Result } from '../outcome';
import type { WithFreeFiles } from './checkFiles';
import { findMailboxFailure, readFields } from './checkFields';
import { chooseAccount, chooseTicket, type Choice } from './chooseTicket';
import type { CheckedTicket } from './createTickets';
import type { WithAttachments } from './saveWithFiles';
import type { CheckedInput } from './creations';
import { toCustomFieldData, type GivenField } from './customFields';
import { EmailLookup, type AboutEmail } from './emailLookup';
import type { EmailMessage, LeftOut } from './emailText';
import type { FoundTicket } from './foundTickets';
import { fetchDaysClosed } from './reopenTickets';

/** What becomes of an answer to a closed ticket; `sonar`: as its own setting says. */
export type ClosedTickets = 'sonar' | 'reopen' | 'leave' | 'newTicket';

/** An email to bring into Sonar. */
export interface EmailInput extends AboutEmail, WithAttachments {
	message: EmailMessage;
	/** Files that are not even tried. */
	leftOut: readonly LeftOut[];
	/** Sentences for whoever builds the workflow. */
	hints: readonly string[];
	closedTickets: ClosedTickets;
	/** The fields of a ticket that is made of it. */
	newTicket: Pick<
		CheckedTicket,
		'status' | 'priority' | 'ticketGroupId' | 'userId' | 'ticketCategoryIds' | 'recipients'
	> & { customFields: readonly GivenField[] };
	entitiesPerRequest: number;
}

type NewTicket = Pick<CheckedTicket, 'relatedTo' | 'customFieldData'> & {
	action: 'ticket';
	/** Sentences for its text. */
	remarks: readonly string[];
};

/** What is to become of an email. */
type Plan = NewTicket | { action: 'reply'; ticket: FoundTicket; isReopened: boolean };

export interface PlannedEmail<I> extends CheckedInput, WithFreeFiles {
	input: I;
	plan: Plan;
	leftOut: readonly LeftOut[];
	/** Sentences for whoever runs the workflow. */
	hints: readonly string[];
}

const DAY = 24 * 60 * 60 * 1000;

/** Finds out for all emails together what is to become of each. */
export async function planEmails<I extends EmailInput>(
	client: SonarClient,
	inputs: readonly I[],
): Promise<Outcomes<I, PlannedEmail<I>>> {
	const lookup = new EmailLookup(client);
	await lookup.askAbout(inputs);
	const choices = new Map<I, Result<Choice>>();
	for (const input of inputs) choices.set(input, await attempt(() => chooseTicket(input, lookup)));
	const needsSetting = [...choices].some(
		([{ closedTickets }, choice]) =>
			closedTickets === 'sonar' && choice.status === 'done' && choice.value.ticket?.isClosed,
	);
	const daysClosed = needsSetting ? await fetchDaysClosed(client) : undefined;
	const outcomes: Outcomes<I, PlannedEmail<I>> = new Map();
	for (const [input, choice] of choices) {
		const planned =
			choice.status === 'done'
				? await attempt(() => {
						const plan = planEmail(input, choice.value, { lookup, daysClosed });
						return toPlanned(input, plan, lookup);
					})
				: choice;
		outcomes.set(input, planned);
	}
	return outcomes;
}

/** @throws SonarError if Sonar failed to search the headers of replies */
function toPlanned<I extends EmailInput>(
	input: I,
	plan: Plan,
	lookup: EmailLookup,
): PlannedEmail<I> {
	const { entitiesPerRequest, leftOut } = input;
	const refusal = lookup.refusalOfReplies(input);
	const hints = [...input.hints, ...(refusal === undefined ? [] : [describeRefusal(refusal)])];
	return { input, plan, entitiesPerRequest, leftOut, hints, freeFiles: [], fileIds: [] };
}

function describeRefusal(words: string): string {
	return `Emails were matched to tickets only by the number in their subject, because Sonar did not search the headers of replies. ${words}`;
}

/** @throws SonarError if a ticket cannot be created, or Sonar does not tell */
function planEmail(
	input: EmailInput,
	{ ticket, reasons }: Choice,
	{ lookup, daysClosed }: { lookup: EmailLookup; daysClosed: number | undefined },
): Plan {
	if (!ticket) return planTicket(input, lookup, reasons);
	const treatment = treat(ticket, input.closedTickets, daysClosed);
	if (treatment !== 'newTicket') {
		return { action: 'reply', ticket, isReopened: treatment === 'reopen' };
	}
	const closed = `The email answers ticket ${ticket.id}, which is closed`;
	return planTicket(input, lookup, [closed, ...reasons]);
}

/** An open ticket stays as it is. */
function treat(
	{ isClosed, closedAt }: FoundTicket,
	closedTickets: ClosedTickets,
	daysClosed: number | undefined,
): Exclude<ClosedTickets, 'sonar'> {
	if (!isClosed) return 'leave';
	if (closedTickets !== 'sonar') return closedTickets;
	// Without a date, nobody knows for how long it has been closed.
	const isOld = daysClosed !== undefined && clock.now() - closedAt >= daysClosed * DAY;
	return isOld ? 'newTicket' : 'reopen';
}

function planTicket(input: EmailInput, lookup: EmailLookup, reasons: readonly string[]): NewTicket {
	const { inboundMailboxId, newTicket } = input;
	const wrong =
		inboundMailboxId === undefined
			? undefined
			: findMailboxFailure(inboundMailboxId, lookup.mailbox(inboundMailboxId));
	if (wrong) throw wrong;
	const fields = readFields(newTicket.customFields, lookup.customFields);
	const { id, reason } = chooseAccount(input, lookup);
	return {
		action: 'ticket',
		customFieldData: toCustomFieldData(newTicket.customFields, fields),
		...(id !== undefined && { relatedTo: { type: 'Account', id } }),
		remarks: reason === undefined ? reasons : [reason, ...reasons],
	};
}
