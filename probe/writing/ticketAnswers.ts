import { handled, notHandled, type Result } from '../finding';
import type { GraphqlAnswer } from '../graphql';
import type { Session } from '../Session';
import { ticketIn } from './OwnTicket';

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
