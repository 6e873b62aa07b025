import type { Pool } from '../batch/pool';
import { buildQuery } from '../graphql/rootField';
import { runQuery } from '../graphql/runFields';
import { isRecord } from '../guards';
import type { SonarClient } from '../http/SonarClient';
import { attempt, type Outcomes } from '../outcome';
import { updateTickets, type CheckedUpdate, type UpdatedTicket } from './updateTickets';

/** Opens closed tickets again, several by one request. */
export async function reopenTickets(
	client: SonarClient,
	ticketIds: readonly string[],
	{ pool, entitiesPerRequest }: { pool: Pool; entitiesPerRequest: number },
): Promise<Outcomes<string, UpdatedTicket>> {
	const updates = ticketIds.map((ticketId): CheckedUpdate => ({
		ticketId,
		changes: { status: 'OPEN' },
		fileIds: [],
		entitiesPerRequest,
	}));
	const outcomes = await updateTickets(client, updates, pool);
	return new Map([...outcomes].map(([{ ticketId }, outcome]) => [ticketId, outcome]));
}

/**
 * How many days a ticket must have been closed for an email to make a new one. Undefined if no ticket
 * ever is, or the setting cannot be read. It is asked for alone: if it is refused, the whole answer is
 * null.
 */
export async function fetchDaysClosed(client: SonarClient): Promise<number | undefined> {
	const field = 'days_closed_before_inbound_email_creates_new_ticket';
	const setting = await attempt(() =>
		runQuery(
			client,
			buildQuery('ticketing_setting', {
				select: [field],
				parse: (value) => (isRecord(value) ? value[field] : undefined),
			}),
		),
	);
	const days = setting.status === 'done' && setting.value !== null ? Number(setting.value) : NaN;
	return days >= 0 ? days : undefined;
}
