import { lookFor, lookUntil } from '../graphql/askAgain';
import { buildMutation } from '../graphql/rootField';
import { runMutation } from '../graphql/runFields';
import { isRecord } from '../guards';
import type { SonarClient } from '../http/SonarClient';
import { readErrorMessage } from '../http/errorMessages';
import { attempt, unwrap } from '../outcome';
import { SonarError } from '../SonarError';
import { fetchEndpoints, fetchEndpointsAt, type Endpoint } from './endpoints';

const UNKNOWN_OUTCOME = 'Whether Sonar deleted the webhook endpoint is unknown';

/**
 * Deletes all endpoints at an address, whatever their secrets.
 *
 * @param isExpected whether there should be one: it is looked for during some seconds, since Sonar's
 * lists may lag
 * @returns how many there were
 * @throws SonarError for the first that stays, when all others were tried
 */
export async function closeEndpoints(
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

/** @throws SonarError for the first that stays, when all others were tried */
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
	// Sonar's words do not tell one that is gone from one that it keeps; its list does, in some seconds.
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
