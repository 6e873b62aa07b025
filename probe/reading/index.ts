import { expected, handled, type Result } from '../finding';
import type { Session } from '../Session';
import { checkDownloads } from './downloads';
import { checkEmails } from './emails';
import { checkLists } from './lists';
import { checkNested } from './nested';
import { checkOrder } from './order';
import { checkRefusals } from './refusals';
import { checkRequests } from './requests';
import { checkRights } from './rights';
import { checkSchema } from './schema';
import { checkSearches } from './search';
import { checkTickets } from './tickets';

/** Everything that can be asked without changing anything, in this order: what comes later builds on it. */
export async function readAll(session: Session): Promise<void> {
	await checkSchema(session);
	await checkLists(session);
	await checkRequests(session);
	await checkOrder(session);
	await checkSearches(session);
	await checkNested(session);
	await checkTickets(session);
	await checkEmails(session);
	await checkRights(session);
	await checkDownloads(session);
	await checkRefusals(session);
	await session.check('nulls', 'Rows of lists that are null', () => describeNulls(session));
}

function describeNulls({ facts: { nulls } }: Session): Result {
	return nulls === 0 ? expected('None') : handled(`${nulls} in the lists of this run`, 'Left out');
}
