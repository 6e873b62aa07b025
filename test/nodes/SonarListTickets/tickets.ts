import type { IDataObject } from 'n8n-workflow';

import type { Sonar } from '../../sonar';

/** Tickets from 1 on. Ticket 1 has one reply, ticket 2 has two, and so on. */
export function addTickets(
	sonar: Sonar,
	count: number,
	countOf = (ticket: number) => ticket,
): void {
	for (let ticket = 1; ticket <= count; ticket += 1) {
		const id = String(ticket);
		sonar.addEntity('Ticket', { id });
		for (let reply = 0; reply < countOf(ticket); reply += 1)
			sonar.addEntity('TicketReply', { ticket_id: id, body: `${ticket} ${reply}` });
	}
}

export function repliesOf({ replies }: IDataObject): unknown[] {
	return (replies as IDataObject[]).map(({ body }) => body);
}
