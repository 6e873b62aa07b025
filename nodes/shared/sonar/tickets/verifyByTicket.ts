import { planRequests } from '../batch/planning';
import { fetchFiles } from '../files/fetchFiles';
import { isLinkedTo, type SonarFile } from '../files/file';
import { askAgain, isAbsent } from '../graphql/askAgain';
import { parsePage } from '../graphql/connection';
import { buildQuery, type RootField, type Selection } from '../graphql/rootField';
import { runQueries } from '../graphql/runFields';
import type { SonarClient } from '../http/SonarClient';
import { done, unsureOf, type Result } from '../outcome';
import { SonarError } from '../SonarError';
import { TICKET_COLUMNS, TICKET_SELECTION } from './ticket';
import {
	hasChanges,
	parseChanged,
	selectChanged,
	type ChangedTicket,
	type TicketChanges,
} from './ticketChanges';

interface Update {
	ticketId: string;
	changes: TicketChanges;
	fileIds: readonly string[];
}

/** Settles updates of unknown outcome by looking at their tickets and files, for some seconds. */
export async function verifyByTicket<U extends Update>(
	client: SonarClient,
	results: Map<U, Result<ChangedTicket>>,
): Promise<Map<U, Result<ChangedTicket>>> {
	const unsure = unsureOf(results);
	const found = await askAgain(
		client,
		unsure.map(({ input }) => input),
		async (some) => await look(client, some),
		(seen) => isAbsent(seen) || (seen.status === 'done' && !seen.value.isDone),
	);
	const settled = new Map(results);
	for (const { input: update, error } of unsure) {
		const seen = found.get(update)!;
		if (seen.status === 'done') {
			if (seen.value.isDone) settled.set(update, done(seen.value.changed));
		} else if (isAbsent(seen) && error.code === 'incomplete') {
			// Without a ticket there was nothing to change.
			settled.set(update, seen);
		}
	}
	return settled;
}

interface Seen {
	changed: ChangedTicket;
	/** Whether the ticket has all changes and files of the update. */
	isDone: boolean;
}

async function look<U extends Update>(
	client: SonarClient,
	updates: readonly U[],
): Promise<Map<U, Result<Seen>>> {
	const fileIds = updates.flatMap((update) => update.fileIds);
	const files = await fetchFiles(client, fileIds, () => false);
	const seen = new Map<U, Result<Seen>>();
	for (const [update, result] of await fetchChanged(client, updates)) {
		if (result.status === 'failed') {
			seen.set(update, result);
			continue;
		}
		const isDone =
			hasChanges(result.value, update.changes) &&
			update.fileIds.every((id) => isFileOf(update, files.get(id)!));
		seen.set(update, done({ changed: result.value, isDone }));
	}
	return seen;
}

function isFileOf({ ticketId }: Update, file: Result<SonarFile>): boolean {
	return file.status === 'done' && isLinkedTo(file.value, { type: 'Ticket', id: ticketId });
}

/**
 * The tickets of updates as they are now. If the token may not read the names of groups and the like,
 * they come without.
 */
async function fetchChanged<U extends Update>(
	client: SonarClient,
	updates: readonly U[],
): Promise<Map<U, Result<ChangedTicket>>> {
	const found = await ask(client, updates, TICKET_SELECTION);
	const refused = updates.filter((update) => {
		const result = found.get(update)!;
		return result.status === 'failed' && result.error.traits.permanent && !isAbsent(result);
	});
	return new Map([...found, ...(await ask(client, refused, TICKET_COLUMNS))]);
}

const IDS_PER_REQUEST = 100;

async function ask<U extends Update>(
	client: SonarClient,
	updates: readonly U[],
	select: Selection<'Ticket'>,
): Promise<Map<U, Result<ChangedTicket>>> {
	const found = new Map<U, Result<ChangedTicket>>();
	for (const chunk of planRequests(updates, () => ({ perRequest: IDS_PER_REQUEST }))) {
		const results = await runQueries(client, chunk, (update) => buildTicketQuery(update, select));
		for (const [update, result] of results) found.set(update, result);
	}
	return found;
}

function buildTicketQuery(
	{ ticketId, changes }: Update,
	select: Selection<'Ticket'>,
): RootField<ChangedTicket> {
	return buildQuery('tickets', {
		args: { id: ticketId },
		select: [{ field: 'entities', select: [...select, ...selectChanged(changes)] }],
		parse: (value) => {
			const { entities } = parsePage(value, 'tickets', parseChanged);
			const found = entities.find(({ ticket }) => ticket.id === ticketId);
			if (found) return found;
			throw new SonarError('missing', `Sonar has no ticket with the ID ${ticketId}`);
		},
	});
}
