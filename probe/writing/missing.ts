import { notSeen } from '../finding';
import type { GraphqlError } from '../graphql';
import type { Session } from '../Session';

const ROWS = {
	account: ['writing', 'Uploads and links'],
	ticket: ['ticketWriting', 'Changes of a ticket'],
} as const;

/** Says in the report why there is nothing to write to. */
export function noteMissing(
	session: Session,
	what: keyof typeof ROWS,
	errors: readonly GraphqlError[],
): void {
	const reason =
		errors.length > 0
			? `The ${what} could not be read: ${session.quote(errors)}`
			: `There is no ${what} with that id`;
	const [id, row] = ROWS[what];
	session.note(id, row, notSeen(reason));
}
