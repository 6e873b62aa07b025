import type { Pool } from '../batch/pool';
import { fetchRows } from '../graphql/ListQuery';
import { runLists } from '../graphql/runLists';
import type { SonarClient } from '../http/SonarClient';
import {
	attempt,
	done,
	failed,
	valueIfDone,
	type Outcome,
	type Outcomes,
	type Result,
} from '../outcome';
import { buildCustomFieldList } from './customFields';
import type { Include, IncludedRow } from './includes';
import { toTicketOutput, type TicketOutput } from './ticket';
import { TicketList, type FoundTicket, type FoundTickets } from './TicketList';
import type { TicketQuery } from './ticketQuery';

export type ListedTicket = TicketOutput & Partial<Record<Include, IncludedRow[]>>;

/** The output for a query. */
export interface ListedTickets extends Omit<FoundTickets, 'tickets'> {
	tickets: ListedTicket[];
}

type Names = ReadonlyMap<string, string>;

/** Lists the tickets of many queries, each with what comes along with it. */
export async function listTickets<Q extends TicketQuery>(
	client: SonarClient,
	queries: readonly Q[],
	pool: Pool,
): Promise<Outcomes<Q, ListedTickets>> {
	const found = await runLists(client, queries, pool, (query) => new TicketList(query));
	const needsNames = (outcome: Outcome<FoundTickets>) =>
		outcome.status === 'done' && outcome.value.tickets.some(hasCustomFields);
	const names: Result<Names> = [...found.values()].some(needsNames)
		? await attempt(async () => await fetchCustomFieldNames(client))
		: done(new Map());
	return new Map(
		[...found].map(([query, outcome]): [Q, Outcome<ListedTickets>] => {
			if (outcome.status !== 'done') return [query, outcome];
			if (names.status === 'failed' && needsNames(outcome)) return [query, failed(names.error)];
			const { tickets, ...facts } = outcome.value;
			const known = valueIfDone(names) ?? new Map<string, string>();
			const listed = tickets.map((ticket) => toListed(client, ticket, known));
			return [query, done({ ...facts, tickets: listed })];
		}),
	);
}

function hasCustomFields({ included }: FoundTicket): boolean {
	return (included.custom_fields ?? []).length > 0;
}

/** Empty if the token may not read them: Sonar gives the values nevertheless. */
async function fetchCustomFieldNames(client: SonarClient): Promise<Names> {
	const list = await attempt(async () => await fetchRows(client, buildCustomFieldList()));
	if (list.status === 'done') return new Map(list.value.map(({ id, name }) => [id, name]));
	if (list.error.traits.permanent) return new Map();
	throw list.error;
}

function toListed(
	client: SonarClient,
	{ ticket, included }: FoundTicket,
	names: Names,
): ListedTicket {
	const fields = included.custom_fields?.map(({ custom_field_id: id = null, value = null }) => ({
		custom_field_id: id,
		name: names.get(String(id)) ?? null,
		value,
	}));
	return {
		...toTicketOutput(client, ticket),
		...included,
		...(fields && { custom_fields: fields }),
	};
}
