import { lookFor } from '../graphql/askAgain';
import { buildMutation } from '../graphql/rootField';
import { runMutation } from '../graphql/runFields';
import type { SonarClient } from '../http/SonarClient';
import { failed, isUnsure, unwrap, type Result } from '../outcome';
import { SonarError, type FailureCode } from '../SonarError';
import { addSecret, isSameAddress, readSecret } from './address';
import { deleteEndpoints } from './closeEndpoints';
import { ENDPOINT_FIELDS, fetchEndpointsAt, parseEndpoint, type Endpoint } from './endpoints';
import { toText, type ModelEvent } from './modelEvents';
import { newSecret } from './secret';

export interface WantedEndpoint {
	/** For people who look at the list of endpoints in Sonar. */
	name: string;
	/** An https address without a secret. There is one endpoint at it in the end. */
	address: string;
	events: readonly ModelEvent[];
	/** Whether calls with this secret are known already; of several endpoints that one stays. */
	isKnown: (secret: string) => boolean;
}

const UNKNOWN_CREATION = 'Whether Sonar made the webhook endpoint is unknown';
const UNKNOWN_UPDATE = 'Whether Sonar changed the webhook endpoint is unknown';

/**
 * Sees to it that there is one endpoint, enabled and for these events, at an address. One that is right
 * stays, and any other at the address goes.
 *
 * @returns the secret that its calls bring
 * @throws SonarError if Sonar does not have it so in the end; without the secret
 */
export async function openEndpoint(client: SonarClient, wanted: WantedEndpoint): Promise<string> {
	const found = await fetchEndpointsAt(client, wanted.address);
	const kept = await keepOne(client, found, wanted);
	await deleteEndpoints(
		client,
		found.filter((endpoint) => endpoint !== kept),
	);
	return readSecret(kept?.address ?? '') ?? (await createEndpoint(client, wanted));
}

/** The endpoint that stays; nothing if none is right. */
async function keepOne(
	client: SonarClient,
	found: readonly Endpoint[],
	wanted: WantedEndpoint,
): Promise<Endpoint | undefined> {
	const right = found.filter((endpoint) => isRight(endpoint, wanted));
	const isKnown = ({ address }: Endpoint) => wanted.isKnown(readSecret(address)!);
	const inOrder = [...right.filter(isKnown), ...right.filter((one) => !isKnown(one))];
	for (const endpoint of inOrder) {
		if (await confirm(client, endpoint, wanted)) return endpoint;
	}
	return undefined;
}

function isRight({ address, events }: Endpoint, wanted: WantedEndpoint): boolean {
	const [there, asked] = [events, wanted.events].map((list) => new Set(list.map(toText)));
	return (
		readSecret(address) !== undefined &&
		there!.size === asked!.size &&
		[...asked!].every((event) => there!.has(event))
	);
}

/** What Sonar may answer for an endpoint that is not there, or that cannot be as it should. */
const NOT_THERE: ReadonlySet<FailureCode> = new Set(['invalid', 'missing', 'incomplete']);

/**
 * Enables an endpoint of the list. This also shows whether it is really there, since the list may lag
 * behind its deletion, and whether a change of the name leaves the rest as it was.
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
			value.enabled && readSecret(value.address) === readSecret(address) && isRight(value, wanted)
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
		isSameAddress(endpoint.address, address) && readSecret(endpoint.address) === secret;
	if (isKept && endpoint.enabled) return secret;
	await deleteEndpoints(client, [endpoint]);
	throw new SonarError(
		'endpoint',
		isKept
			? 'Sonar made the webhook endpoint, but left it disabled'
			: 'Sonar changed the address of the webhook endpoint, so that its calls could not be told from others',
	);
}

/** Sonar's words may repeat the address. */
function hideSecret<T>(result: Result<T>, secret: string): Result<T> {
	if (result.status === 'done') return result;
	const { error, effects } = result;
	const message = error.message.replaceAll(new RegExp(secret, 'gi'), '…');
	return failed(new SonarError(error.code, message, { ...error, cause: error.cause }), effects);
}
