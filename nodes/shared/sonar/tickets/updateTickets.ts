import { groupByKey, planRequests } from '../batch/planning';
import { runRequests, type Pool } from '../batch/pool';
import { buildMutation, type RootField } from '../graphql/rootField';
import { runMutations } from '../graphql/runFields';
import type { SonarClient } from '../http/SonarClient';
import { mapDone, SKIPPED, withEffects, type Outcomes } from '../outcome';
import { SonarError } from '../SonarError';
import { BYTES_PER_REQUEST, planCreations, type CheckedInput } from './creations';
import { TICKET_SELECTION, toTicketOutput, type TicketOutput } from './ticket';
import {
	buildChangeInput,
	hasChanges,
	parseChanged,
	selectChanged,
	type ChangedTicket,
	type TicketChanges,
} from './ticketChanges';
import { verifyByTicket } from './verifyByTicket';

/** An update that passed all checks. Its files are added to those of the ticket. */
export interface CheckedUpdate extends CheckedInput {
	ticketId: string;
	changes: TicketChanges;
}

export interface UpdatedTicket {
	/** The ticket as Sonar gives it now. */
	ticket: TicketOutput & {
		/** Of the files that the update added. */
		file_ids: string[];
	};
	/** Whether it has the values that were asked for. */
	isAsAsked: boolean;
}

const UNKNOWN_OUTCOME = 'Whether Sonar updated the ticket is unknown';

/**
 * Updates tickets, several by one request. Updates of one ticket never run side by side, so that the
 * last one counts: Sonar carries out the fields of a mutation one after the other.
 */
export async function updateTickets<U extends CheckedUpdate>(
	client: SonarClient,
	updates: readonly U[],
	pool: Pool,
): Promise<Outcomes<U, UpdatedTicket>> {
	const outcomes: Outcomes<U, ChangedTicket> = new Map(updates.map((one) => [one, SKIPPED]));
	for (const requests of planRounds(updates)) {
		const hasFailed = [...outcomes.values()].some(({ status }) => status === 'failed');
		if (hasFailed && pool.stopOnFailure) break;
		const ofRound = await runRequests(requests, pool, {
			inputsOf: (request) => request,
			unknownOutcome: UNKNOWN_OUTCOME,
			run: async (request) => {
				const results = await runMutations(client, request, buildUpdate, UNKNOWN_OUTCOME);
				return await verifyByTicket(client, results);
			},
		});
		for (const [update, outcome] of ofRound) outcomes.set(update, outcome);
	}
	const updated = mapDone(outcomes, (update, changed) => present(client, update, changed));
	return withEffects(updated, 'updated', ({ ticketId }) => `ticket ${ticketId}`);
}

function present(
	client: SonarClient,
	{ changes, fileIds }: CheckedUpdate,
	changed: ChangedTicket,
): UpdatedTicket {
	return {
		ticket: { ...toTicketOutput(client, changed.ticket), file_ids: [...fileIds] },
		isAsAsked: hasChanges(changed, changes),
	};
}

function sizeOf({ changes: { subject = '', description = '' } }: CheckedUpdate): number {
	return Buffer.byteLength(subject + description);
}

/**
 * The requests of each round. Updates of one ticket travel together; those that do not fit into one
 * request follow in the next round.
 */
function planRounds<U extends CheckedUpdate>(updates: readonly U[]): U[][][] {
	const groups = groupByKey(updates, ({ ticketId }) => ticketId);
	const parts = groups.map((group) => planCreations(group, sizeOf));
	const rounds = parts.reduce((most, { length }) => Math.max(most, length), 0);
	return Array.from({ length: rounds }, (_, round) => {
		const ofRound = parts.flatMap((ofTicket) => ofTicket.slice(round, round + 1));
		const requests = planRequests(ofRound, (part) => ({
			perRequest: Math.min(...part.map((one) => one.entitiesPerRequest)),
			size: part.reduce((size, one) => size + sizeOf(one), 0),
			bytesPerRequest: BYTES_PER_REQUEST,
		}));
		return requests.map((request) => request.flat());
	});
}

function buildUpdate(update: CheckedUpdate): RootField<ChangedTicket> {
	const { ticketId, changes, fileIds } = update;
	return buildMutation('updateTicket', {
		args: {
			id: ticketId,
			input: {
				...buildChangeInput(changes),
				...(fileIds.length > 0 && { files: fileIds.map((file_id) => ({ file_id })) }),
			},
		},
		select: [...TICKET_SELECTION, ...selectChanged(changes)],
		parse: (value) => {
			const changed = parseChanged(value);
			if (changed.ticket.id === ticketId) return changed;
			throw new SonarError('incomplete', `Sonar’s answer is about another ticket than ${ticketId}`);
		},
	});
}
