import { lookFor, lookUntil } from '../graphql/askAgain';
import { buildRowList, fetchRows } from '../graphql/ListQuery';
import { buildMutation, type Selection } from '../graphql/rootField';
import { runMutation } from '../graphql/runFields';
import { parseWholeNumber } from '../ids';
import { isRecord } from '../guards';
import type { SonarClient } from '../http/SonarClient';
import { readErrorMessage } from '../http/errorMessages';
import { attempt, unwrap } from '../outcome';
import { SonarError } from '../SonarError';
import { parseModelEvents, type ModelEvent } from './modelEvents';
import { isSameEndpoint } from './secretAddress';

/** A webhook endpoint in Sonar. */
export interface Endpoint {
	id: string;
	/** The URL that Sonar calls, with a secret in its query. */
	address: string;
	enabled: boolean;
	/** Incomplete if Sonar gives it in pages. */
	events: ModelEvent[];
}

export const ENDPOINT_FIELDS: Selection<'WebhookEndpoint'> = [
	'id',
	'endpoint',
	'enabled',
	{
		field: 'webhook_endpoint_events',
		select: [{ field: 'entities', select: ['model', 'event'] }],
	},
];

/** @throws SonarError if there is no ID */
export function parseEndpoint(value: unknown): Endpoint {
	const { id, endpoint, enabled, webhook_endpoint_events: events } = isRecord(value) ? value : {};
	return {
		id: parseWholeNumber(id, 'the ID of a webhook endpoint'),
		address: typeof endpoint === 'string' ? endpoint : '',
		enabled: enabled === true,
		events: parseModelEvents(events),
	};
}

/**
 * All webhook endpoints that the token's user may see.
 *
 * @throws SonarError if Sonar does not give the whole list
 */
async function fetchEndpoints(client: SonarClient): Promise<Endpoint[]> {
	const list = buildRowList({
		list: 'webhook_endpoints',
		select: ENDPOINT_FIELDS,
		parse: parseEndpoint,
	});
	return await fetchRows(client, list);
}

/** The endpoints at an address, whatever their secrets. */
export async function fetchEndpointsAt(client: SonarClient, address: string): Promise<Endpoint[]> {
	const all = await fetchEndpoints(client);
	return all.filter((one) => isSameEndpoint(one.address, address));
}

const UNKNOWN_OUTCOME = 'Whether Sonar deleted the webhook endpoint is unknown';

/**
 * Deletes all endpoints at an address, whatever their secrets.
 *
 * @param isExpected whether there should be one: if so, keeps looking for some seconds, because Sonar's
 * lists may lag
 * @returns how many there were
 * @throws SonarError for the first that Sonar keeps, after trying all of them
 */
export async function removeEndpoints(
	client: SonarClient,
	address: string,
	isExpected: boolean,
): Promise<number> {
	const endpoints = await lookUntil(
		client,
		async () => await fetchEndpointsAt(client, address),
		({ length }) => length > 0 || !isExpected,
	);
	await deleteEndpoints(client, endpoints);
	return endpoints.length;
}

/** @throws SonarError for the first that Sonar keeps, after trying all of them */
export async function deleteEndpoints(
	client: SonarClient,
	endpoints: readonly Endpoint[],
): Promise<void> {
	const results = [];
	for (const endpoint of endpoints) {
		results.push(await attempt(async () => await deleteEndpoint(client, endpoint)));
	}
	results.forEach(unwrap);
}

async function deleteEndpoint(client: SonarClient, { id }: Endpoint): Promise<void> {
	const result = await runMutation(client, buildDeletion(id), UNKNOWN_OUTCOME);
	if (result.status === 'done') return;
	const { error } = result;
	// Sonar refuses to delete a missing endpoint as it refuses any other: only its list tells them apart.
	const mayBeGone = error.isUnsure || error.code === 'endpoint' || error.code === 'invalid';
	if (!mayBeGone) throw error;
	const isGone = await lookFor(client, async () => {
		const left = await fetchEndpoints(client);
		return left.some((one) => one.id === id) ? undefined : true;
	});
	if (!isGone) throw error;
}

function buildDeletion(id: string) {
	return buildMutation('deleteWebhookEndpoint', {
		args: { id },
		select: ['success', 'message'],
		parse: (value): true => {
			const { success, message } = isRecord(value) ? value : {};
			if (success === true) return true;
			const what = `the webhook endpoint ${id}`;
			if (success !== false) {
				throw new SonarError('incomplete', `Sonar did not answer the deletion of ${what}`);
			}
			const words = readErrorMessage({ message });
			throw new SonarError('endpoint', `Sonar did not delete ${what}${words ? `: ${words}` : ''}`);
		},
	});
}
