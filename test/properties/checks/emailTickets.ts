import type { IDataObject } from 'n8n-workflow';

import { text } from '../Ran';
import type { BroughtIn, Sent } from './emails';

/** An output names what was made of its own email: a reply on the ticket that it answers, or a ticket. */
export function checkAnswer(books: BroughtIn, email: Sent, json: IDataObject): string[] {
	const { world, madeOf } = books;
	const [one] = madeOf(email);
	const what = `email ${email.items.join(' and ')}`;
	if (!one) return [`${what} is done, and there is nothing of it`];
	const isReply = one.type === 'TicketReply';
	if (json.action !== (isReply ? 'reply' : 'ticket'))
		return [`${what} is a ${one.type}, and its output says ${text(json.action)}`];
	const named = text(isReply ? json.reply_id : json.ticket_id);
	const answered = answeredBy(books, email);
	const isWrong = isReply
		? one.ticket_id !== email.named || text(json.ticket_id) !== email.named
		: text(one.ticketable_id) !== (email.account ?? '') ||
			text(json.ticketable_id) !== (email.account ?? '');
	return [
		...(named === one.id ? [] : [`${what} names ${named}, and is ${one.id}`]),
		...(isWrong ? [`${what} is on another ticket or account than its own`] : []),
		// A list that lags may show an earlier state of the ticket.
		...(isReply !== (answered !== undefined) && !world.allows('listLags')
			? [`${what} answers ticket ${answered}, and is a ${one.type}`]
			: []),
	];
}

/** The ticket that an email must be a reply on, if any. */
function answeredBy({ tickets, step }: BroughtIn, { named, account }: Sent): string | undefined {
	const ticket = tickets.get(named ?? '');
	if (!ticket || account === undefined || text(ticket.ticketable_id) !== account) return undefined;
	return ticket.status === 'CLOSED' && step.closedTickets === 'newTicket' ? undefined : ticket.id;
}

/** Of the tickets that were there, only closed ones with a reply are opened, and the output says so. */
export function checkTickets(books: BroughtIn, emails: readonly Sent[]): string[] {
	const { world, step, ran, tickets, madeOf } = books;
	const opens = ['sonar', 'reopen'].includes(step.closedTickets);
	const isSettled =
		step.goodToken && step.breaks === 0 && !world.allows('createUnknown', 'listLags');
	return world.entities('Ticket').flatMap((ticket) => {
		const before = tickets.get(ticket.id);
		if (!before) return [];
		const answers = emails.filter((email) =>
			madeOf(email).some(({ ticket_id }) => ticket_id === ticket.id),
		);
		const mayOpen = opens && before.status === 'CLOSED' && answers.length > 0;
		const isOpened = before.status === 'CLOSED' && ticket.status === 'OPEN';
		const isChanged = ticket.status !== before.status || ticket.subject !== before.subject;
		const said = ran.successes.filter(
			({ json }) => json.action === 'reply' && text(json.ticket_id) === ticket.id,
		);
		return [
			...(isChanged && !(mayOpen && isOpened && ticket.subject === before.subject)
				? [`ticket ${ticket.id} was changed, and no email answers it`]
				: []),
			...(said.some(({ json }) => json.reopened === true) && !isOpened
				? [`ticket ${ticket.id} is said to be open again, and is not`]
				: []),
			...(isSettled &&
			said.length > 0 &&
			mayOpen !== said.some(({ json }) => json.reopened === true)
				? [`ticket ${ticket.id} was ${mayOpen ? 'not ' : ''}opened again`]
				: []),
		];
	});
}
