import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { text, type Ran } from '../Ran';
import type { GraphqlStep } from '../steps';
import type { World } from '../World';
import { checkSilence } from './accounts';
import { addComments } from './graphqlComments';
import { runLists } from './graphqlLists';

/** A query or mutation with its variables, as JSON with bare numbers of any size. */
export interface Document {
	query: string;
	/** The fields of an item's JSON that are variables. */
	variables: readonly string[];
	/** The items' JSON. */
	items: Array<INodeExecutionData['json']>;
}

/** Runs queries and mutations, and compares what they give and change with Sonar's books. */
export async function runGraphql(world: World, step: GraphqlStep): Promise<string[]> {
	const { what } = step;
	if (what === 'ticket') return await queryTickets(world, step);
	if (what === 'comment') return await addComments(world, step, runDocument);
	return await runLists(world, step, what, runDocument);
}

export type RunDocument = typeof runDocument;

async function runDocument(
	world: World,
	step: GraphqlStep,
	{ query, variables, items }: Document,
): Promise<Ran> {
	const pairs = variables.map((name) => `"${name}": ' + $json.${name} + '`);
	const { limit, splitOut, allowMutations, parallelRequests } = step;
	const parameters: INodeParameters = {
		query,
		variables: `={{ '{ ${pairs.join(', ')} }' }}`,
		returnAll: limit === undefined,
		limit: limit ?? 50,
		options: { splitOut, allowMutations, parallelRequests },
	};
	const input = items.map((json) => ({ json }));
	return await world.run(step, 'sonarGraphql', parameters, input);
}

/** Each item asks for its own ticket. */
async function queryTickets(world: World, step: GraphqlStep): Promise<string[]> {
	const ids = step.tickets.map((choice) => world.ticketOf(choice));
	const stored = new Map(world.entities('Ticket').map((ticket) => [ticket.id, ticket]));
	const ran = await runDocument(
		world,
		{ ...step, splitOut: false },
		{
			query:
				'query ($id: Int64Bit!) { tickets(id: $id) { entities { id subject status ticketable_id } } }',
			variables: ['id'],
			items: ids.map((id) => ({ id })),
		},
	);
	if (!step.goodToken) return checkNothing(ran);
	const wrong = [...ran.failures, ...(ran.stopped ? [ran.stopped] : [])];
	return [
		...checkSilence(ran, ids.length),
		...wrong.map(({ item, message }) => `the query of item ${item} failed: ${message}`),
		...ran.successes.flatMap(({ item, json }) => {
			const own = stored.get(ids[item]!);
			const { entities } = json.tickets as unknown as { entities: Array<Row | null> };
			const rows = entities.filter((row) => row !== null);
			if (world.allows('listLags'))
				return rows.some(({ id }) => text(id) !== ids[item])
					? [`item ${item} has another ticket`]
					: [];
			const given = rows.map((row) => COLUMNS.map((column) => text(row[column])).join());
			const wanted = own ? [COLUMNS.map((column) => text(own[column])).join()] : [];
			return given.join(';') === wanted.join(';')
				? []
				: [`item ${item} gives ${given.join(';')}, and its ticket is ${wanted.join(';')}`];
		}),
	];
}

type Row = Record<string, unknown>;
const COLUMNS = ['id', 'subject', 'status', 'ticketable_id'] as const;

/** Of a token that is none. */
export function checkNothing({ successes }: Ran): string[] {
	return successes.length > 0 ? ['an answer came with a token that is none'] : [];
}
