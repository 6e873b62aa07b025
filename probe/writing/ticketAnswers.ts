import { handled, notHandled, type Result } from '../finding';
import { readRows, type GraphqlAnswer } from '../graphql';
import { isRecord, readNumber, type Json } from '../http/Answer';
import { TICKET_COLUMNS } from '../reading/ticketLists';
import type { Session } from '../Session';

export const CUSTOM_FIELDS = 'custom_field_data { entities { custom_field_id value } }';

export async function readTicket(session: Session, id: string): Promise<Json | undefined> {
	const { data } = await session.ask(
		`query ($id: Int64Bit!) { tickets(id: $id) { entities { ${TICKET_COLUMNS} ${CUSTOM_FIELDS} } } }`,
		{ id },
	);
	return readRows(data?.tickets).find((ticket) => readNumber(ticket.id)?.digits === id);
}

export function ticketIn({ data }: GraphqlAnswer): Json | undefined {
	return isRecord(data?.updateTicket) ? data.updateTicket : undefined;
}

/** Whether a ticket has a priority and a due date. */
export function hasValues(
	ticket: Json | undefined,
	priority: unknown,
	day: string | null,
): boolean {
	if (!ticket) return false;
	return ticket.priority === priority && dayOf(ticket) === day;
}

/** The day of a due date, to which Sonar may add a time. */
export function dayOf({ due_date: due }: Json): string | null {
	return typeof due === 'string' ? due.slice(0, 10) : null;
}

export function readCustomFields(ticket: Json): Array<{ custom_field_id: string; value: string }> {
	return readRows(ticket.custom_field_data).map(({ custom_field_id: id, value }) => ({
		custom_field_id: readNumber(id)?.digits ?? '',
		value: String(value),
	}));
}

/** What became of a change that was not answered with the changed ticket. */
export function describeOtherAnswer(
	session: Session,
	answer: GraphqlAnswer,
	isDone: boolean,
): Result {
	const { errors } = answer;
	const looks = 'The nodes look what became of the ticket';
	if (errors.length > 0) {
		const isUnsure = errors.every(
			({ isDeeper, words }) => isDeeper === true || /^(internal )?server error/i.test(words),
		);
		if (!isDone)
			return notHandled(
				`Refused: ${session.quote(errors)}`,
				'Update Ticket fails with Sonar’s words: does the role have UPDATE_TICKET?',
			);
		const words = `Changed, but answered with an error: ${session.quote(errors)}`;
		return isUnsure
			? handled(words, looks)
			: notHandled(words, 'Update Ticket fails though the ticket is changed: please report this');
	}
	const words = ticketIn(answer) ? 'the ticket as it was before' : 'null';
	if (!isDone)
		return notHandled(
			`Answered with ${words}, and nothing is changed`,
			'A hint or an error says so',
		);
	return handled(
		`Answered with ${words}, and changed`,
		ticketIn(answer) ? 'A hint says that the ticket differs' : looks,
	);
}
