import { lookUntil } from '../graphql/askAgain';
import { planRequests } from '../batch/planning';
import { runRequests, type Pool } from '../batch/pool';
import { parsePage } from '../graphql/connection';
import { buildMutation, buildQuery, type RootField } from '../graphql/rootField';
import { runMutations, runQueries, runQuery } from '../graphql/runFields';
import { isRecord } from '../guards';
import type { SonarClient } from '../http/SonarClient';
import { attempt, done, isUnsure, withEffects, type Outcomes, type Result } from '../outcome';
import { SonarError } from '../SonarError';

const UNKNOWN_OUTCOME = 'Whether Sonar opened the ticket again is unknown';

/** Opens closed tickets again, several by one request. */
export async function reopenTickets(
	client: SonarClient,
	ticketIds: readonly string[],
	{ pool, perRequest }: { pool: Pool; perRequest: number },
): Promise<Outcomes<string, true>> {
	const outcomes = await runRequests(
		planRequests(ticketIds, () => ({ perRequest })),
		pool,
		{
			inputsOf: (request) => request,
			unknownOutcome: UNKNOWN_OUTCOME,
			run: async (request) => {
				const results = await runMutations(client, request, buildReopening, UNKNOWN_OUTCOME);
				return await settle(client, results);
			},
		},
	);
	return withEffects(outcomes, 'updated', (id) => `ticket ${id}`);
}

function buildReopening(ticketId: string): RootField<true> {
	return buildMutation('updateTicket', {
		args: { id: ticketId, input: { status: 'OPEN' } },
		select: ['id', 'status'],
		parse: (value): true => {
			if (isRecord(value) && value.status === 'OPEN') return true;
			throw new SonarError(
				'incomplete',
				`Sonar’s answer does not say that ticket ${ticketId} is open`,
			);
		},
	});
}

/** Settles what is unknown by the tickets themselves, for some seconds. */
async function settle(
	client: SonarClient,
	results: ReadonlyMap<string, Result<true>>,
): Promise<Map<string, Result<true>>> {
	const settled = new Map(results);
	const pending = () => [...settled].filter(([, result]) => isUnsure(result)).map(([id]) => id);
	if (pending().length === 0) return settled;
	await lookUntil(
		client,
		async () => {
			for (const [id, isOpen] of await runQueries(client, pending(), buildStatusQuery)) {
				if (isOpen.status === 'done' && isOpen.value) settled.set(id, done(true));
			}
		},
		() => pending().length === 0,
	);
	return settled;
}

function buildStatusQuery(ticketId: string): RootField<boolean> {
	return buildQuery('tickets', {
		args: { id: ticketId },
		select: [{ field: 'entities', select: ['id', 'status'] }],
		parse: (value) => {
			const { entities } = parsePage(value, 'tickets', (entity) =>
				isRecord(entity) ? entity : {},
			);
			return entities.some(({ id, status }) => String(id) === ticketId && status !== 'CLOSED');
		},
	});
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
