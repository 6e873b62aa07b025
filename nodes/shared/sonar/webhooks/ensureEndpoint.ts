import { lookFor } from '../graphql/askAgain';
import { buildMutation } from '../graphql/rootField';
import { runMutation } from '../graphql/runFields';
import type { SonarClient } from '../http/SonarClient';
import { failed, isUnsure, unwrap, type Result } from '../outcome';
import { SonarError, type FailureCode } from '../SonarError';
import {
	deleteEndpoints,
	ENDPOINT_FIELDS,
	fetchEndpointsAt,
	parseEndpoint,
	type Endpoint,
} from './endpoints';
import { toEventName, type ModelEvent } from './modelEvents';
import { addSecret, isSameEndpoint, newSecret, readSecret } from './secretAddress';

export interface WantedEndpoint {
	/** For people who read the list of endpoints in Sonar. */
	name: string;
	/** An https address, without a secret. */
	address: string;
	events: readonly ModelEvent[];
	/** Whether this secret is in use already. Of several matching endpoints, that one stays. */
	isKnown: (secret: string) => boolean;
}

const UNKNOWN_CREATION = 'Whether Sonar created the webhook endpoint is unknown';
const UNKNOWN_UPDATE = 'Whether Sonar changed the webhook endpoint is unknown';

/**
 * Makes sure that exactly one enabled endpoint with these events exists at an address: keeps a matching
 * one, deletes the others, creates one if none matches.
 *
 * @returns the secret in its address
 * @throws SonarError if Sonar does not end up that way. The message never holds the secret
 */
export async function ensureEndpoint(client: SonarClient, wanted: WantedEndpoint): Promise<string> {
	const found = await fetchEndpointsAt(client, wanted.address);
	const kept = await keepOne(client, found, wanted);
	await deleteEndpoints(
		client,
		found.filter((endpoint) => endpoint !== kept),
	);
	return readSecret(kept?.address ?? '') ?? (await createEndpoint(client, wanted));
}

/** The endpoint that stays. Undefined if none matches. */
async function keepOne(
	client: SonarClient,
	found: readonly Endpoint[],
	wanted: WantedEndpoint,
): Promise<Endpoint | undefined> {
	const matching = found.filter((endpoint) => isMatch(endpoint, wanted));
	const isKnown = ({ address }: Endpoint) => wanted.isKnown(readSecret(address)!);
	const inOrder = [...matching.filter(isKnown), ...matching.filter((one) => !isKnown(one))];
	for (const endpoint of inOrder) {
		if (await confirm(client, endpoint, wanted)) return endpoint;
	}
	return undefined;
}

function isMatch({ address, events }: Endpoint, wanted: WantedEndpoint): boolean {
	const [there, asked] = [events, wanted.events].map((list) => new Set(list.map(toEventName)));
	return (
		readSecret(address) !== undefined &&
		there!.size === asked!.size &&
		[...asked!].every((event) => there!.has(event))
	);
}

/** What Sonar may answer if the endpoint is gone or cannot be enabled. */
const NOT_THERE: ReadonlySet<FailureCode> = new Set(['invalid', 'missing', 'incomplete']);

/**
 * Enables an endpoint of the list. The answer also shows whether it still exists, since the list may
 * lag behind its deletion, and whether the update changed anything else.
 */
async function confirm(
	client: SonarClient,
	{ id, address }: Endpoint,
	wanted: WantedEndpoint,
): Promise<boolean> {
	const update = buildMutation('updateWebhookEndpoint', {
		args: { id, input: { name: wanted.name, enabled: true } },
		select: ENDPOINT_FIELDS,
		parse: parseEndpoint,
	});
	const result = hideSecret(
		await runMutation(client, update, UNKNOWN_UPDATE),
		readSecret(address)!,
	);
	if (result.status === 'done') {
		const { value } = result;
		return (
			value.enabled && readSecret(value.address) === readSecret(address) && isMatch(value, wanted)
		);
	}
	if (NOT_THERE.has(result.error.code)) return false;
	throw result.error;
}

async function createEndpoint(client: SonarClient, wanted: WantedEndpoint): Promise<string> {
	const secret = newSecret();
	const { name, address, events } = wanted;
	const creation = buildMutation('createWebhookEndpoint', {
		args: {
			input: {
				name,
				endpoint: addSecret(address, secret),
				enabled: true,
				model_events: events.map(({ model, event }) => ({ model, event })),
			},
		},
		select: ENDPOINT_FIELDS,
		parse: parseEndpoint,
	});
	const result = hideSecret(await runMutation(client, creation, UNKNOWN_CREATION), secret);
	const found = isUnsure(result)
		? await lookFor(client, async () => {
				const there = await fetchEndpointsAt(client, address);
				return there.find((one) => readSecret(one.address) === secret);
			})
		: undefined;
	const endpoint = found ?? unwrap(result);
	const isKept =
		isSameEndpoint(endpoint.address, address) && readSecret(endpoint.address) === secret;
	if (isKept && endpoint.enabled) return secret;
	await deleteEndpoints(client, [endpoint]);
	throw new SonarError(
		'endpoint',
		isKept
			? 'Sonar created the webhook endpoint but left it disabled'
			: 'Sonar changed the address of the webhook endpoint, so its calls could not be recognized',
	);
}

/** Sonar's messages may quote the address. */
function hideSecret<T>(result: Result<T>, secret: string): Result<T> {
	if (result.status === 'done') return result;
	const { error, effects } = result;
	const message = error.message.replaceAll(new RegExp(secret, 'gi'), '…');
	return failed(new SonarError(error.code, message, { ...error, cause: error.cause }), effects);
}
