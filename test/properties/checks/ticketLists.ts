import type { INodeParameters } from 'n8n-workflow';

import type { Entity } from '../../sonar';
import { text, type Ran, type Success } from '../Ran';
import type { ListTicketsStep } from '../steps';
import type { World } from '../World';
import { checkSilence } from './accounts';

/** Lists tickets by status or by ID, and compares the lists with Sonar's books. */
export async function listTickets(world: World, step: ListTicketsStep): Promise<string[]> {
	const ids = step.tickets?.map((choice) => world.ticketOf(choice));
	const ran = await world.run(
		step,
		'sonarListTickets',
		parametersOf(step),
		(ids ?? ['']).map((id) => ({ json: { id } })),
	);
	if (!step.goodToken)
		return ran.successes.length > 0 ? ['a list came with a token that is none'] : [];
	const stored = new Map(world.entities('Ticket').map((ticket) => [ticket.id, ticket]));
	const violations = ran.successes.flatMap((success) => checkValues(world, success, stored));
	// Which tickets a list that lags must have, only Sonar knows.
	if (world.allows('listLags', 'listFails')) return violations;
	return [
		...violations,
		...(ids ? checkIds(ran, ids, stored) : checkStatus(ran, step, [...stored.values()])),
	];
}

function parametersOf(step: ListTicketsStep): INodeParameters {
	const { tickets, status, limit, direction, perRequest, parallelRequests } = step;
	const options = { entitiesPerRequest: perRequest, parallelRequests };
	if (tickets) return { scope: 'ids', ticketId: '={{ $json.id }}', options };
	return {
		scope: 'search',
		returnAll: limit === undefined,
		limit: limit ?? 50,
		filters: { status: [status] },
		sort: { attribute: 'id', direction },
		options,
	};
}

function checkValues(
	world: World,
	{ json }: Success,
	stored: ReadonlyMap<string, Readonly<Entity>>,
): string[] {
	const id = text(json.ticket_id);
	const ticket = stored.get(id);
	if (!ticket) return [`ticket ${id} is listed, and was never there`];
	if (world.allows('listLags')) return [];
	return (['subject', 'status'] as const)
		.filter((field) => json[field] !== ticket[field])
		.map((field) => `ticket ${id} is listed with another ${field} than it has`);
}

function checkIds(
	ran: Ran,
	ids: readonly string[],
	stored: ReadonlyMap<string, unknown>,
): string[] {
	const wrong = ran.failures.filter(({ item }) => stored.has(ids[item]!));
	if (ran.stopped && ids.every((id) => stored.has(id))) wrong.push(ran.stopped);
	return [
		...checkSilence(ran, ids.length),
		...wrong.map(({ item, message }) => `item ${item} should have been listed: ${message}`),
		...ran.successes
			.filter(({ item, json }) => text(json.ticket_id) !== ids[item])
			.map(({ item, json }) => `item ${item} gives ticket ${text(json.ticket_id)}, not its own`),
	];
}

function checkStatus(
	ran: Ran,
	{ status, limit = Infinity, direction }: ListTicketsStep,
	tickets: ReadonlyArray<Readonly<Entity>>,
): string[] {
	if (ran.stopped ?? ran.failures[0]) return ['the list of tickets failed'];
	const sign = direction === 'ASC' ? 1 : -1;
	const wanted = tickets
		.filter((ticket) => ticket.status === status)
		.map(({ id }) => id)
		.sort((a, b) => sign * (BigInt(a) < BigInt(b) ? -1 : 1));
	const listed = ran.successes.map(({ json }) => text(json.ticket_id)).join();
	const isCut = wanted.length > limit;
	return [
		...(listed === wanted.slice(0, limit).join()
			? []
			: [`the ${status} tickets are ${wanted.join()}, and the list has ${listed}`]),
		...(isCut && !ran.tellsOfLimit(limit)
			? [`the list of ${status} tickets is cut in silence`]
			: []),
		...(!isCut && ran.saysShort ? [`the list of ${status} tickets is said to be cut`] : []),
	];
}
