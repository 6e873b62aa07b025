import { buildRowList, fetchRows } from '../graphql/ListQuery';
import { parseWholeNumber } from '../ids';
import type { Selection } from '../graphql/rootField';
import { isRecord } from '../guards';
import type { SonarClient } from '../http/SonarClient';
import { isSameAddress } from './address';
import { parseModelEvents, type ModelEvent } from './modelEvents';

/** A webhook endpoint in Sonar. */
export interface Endpoint {
	id: string;
	/** What Sonar calls, with a secret in its query. */
	address: string;
	enabled: boolean;
	/** Cut if Sonar gives it in pages. */
	events: ModelEvent[];
}

/** What Sonar is asked for of an endpoint. */
export const ENDPOINT_FIELDS: Selection<'WebhookEndpoint'> = [
	'id',
	'endpoint',
	'enabled',
	{
		field: 'webhook_endpoint_events',
		select: [{ field: 'entities', select: ['model', 'event'] }],
	},
];

/** @throws SonarError if there is no id */
export function parseEndpoint(value: unknown): Endpoint {
	const { id, endpoint, enabled, webhook_endpoint_events: events } = isRecord(value) ? value : {};
	return {
		id: parseWholeNumber(id, 'the id of a webhook endpoint'),
		address: typeof endpoint === 'string' ? endpoint : '',
		enabled: enabled === true,
		events: parseModelEvents(isRecord(events) ? events.entities : undefined),
	};
}

/**
 * All webhook endpoints that the token's user may see.
 *
 * @throws SonarError if Sonar does not give the whole list
 */
export async function fetchEndpoints(client: SonarClient): Promise<Endpoint[]> {
	const list = buildRowList({
		list: 'webhook_endpoints',
		select: ENDPOINT_FIELDS,
		parse: parseEndpoint,
	});
	return await fetchRows(client, list);
}

/** Those at an address, whatever their secrets. */
export async function fetchEndpointsAt(client: SonarClient, address: string): Promise<Endpoint[]> {
	const all = await fetchEndpoints(client);
	return all.filter((one) => isSameAddress(one.address, address));
}
