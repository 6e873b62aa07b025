import type { GraphqlError } from '../graphql';
import type { Session } from '../Session';

/** Why there is nothing to write to. */
export function sayMissing(
	session: Session,
	what: 'account' | 'ticket',
	errors: readonly GraphqlError[],
): string {
	return errors.length > 0
		? `The ${what} could not be read: ${session.quote(errors)}`
		: `There is no ${what} with that id`;
}
