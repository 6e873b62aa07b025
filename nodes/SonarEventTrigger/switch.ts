import type { IDataObject, IHookFunctions, NodeError } from 'n8n-workflow';

import { toNodeError } from '../shared/items/errors';
import { buildHost, readCredential } from '../shared/items/host';
import { buildTriggerSource } from '../shared/items/Item';
import { writeStaticData } from '../shared/items/staticData';
import { isRestart, readWebhookAddress } from '../shared/items/webhooks';
import { SonarClient } from '../shared/sonar/http/SonarClient';
import { closeEndpoints } from '../shared/sonar/webhooks/closeEndpoints';
import { fetchModelEvents, toText } from '../shared/sonar/webhooks/modelEvents';
import { openEndpoint } from '../shared/sonar/webhooks/openEndpoint';
import { hashOf } from '../shared/sonar/webhooks/secret';
import { toLine } from '../shared/sonar/tickets/text';
import { fields } from './description';
import { chooseEvents } from './modelEvents';
import { clearState, readState, type State } from './state';

/** In code points, for a list that people read; what Sonar takes at most is not documented. */
const LONGEST_NAME = 100;

/**
 * Sees to it that Sonar calls n8n. n8n does this again when it starts; if Sonar cannot be asked then,
 * all stays as it is, since n8n would take down what works.
 */
export async function switchOn(context: IHookFunctions): Promise<void> {
	const data = context.getWorkflowStaticData('node');
	const node = context.getNode();
	try {
		await open(context, data);
	} catch (error) {
		const nodeError = toNodeError(node, error as Error);
		// n8n shows nothing but the message of what it could not switch on.
		nodeError.message = withAdvice(nodeError);
		if (!isRestart(context) || !readState(data)) throw nodeError;
		context.logger.warn(
			`${node.name}: could not look after its webhook endpoint in Sonar when n8n started. It goes on with its earlier endpoint. ${nodeError.message}`,
		);
	}
}

interface Opening {
	events: string;
	state: Promise<State>;
}

/** What is being switched on, by its address. */
const openings = new Map<string, Opening>();

async function open(context: IHookFunctions, data: IDataObject): Promise<void> {
	const address = readWebhookAddress(context);
	const asked = fields.read(buildTriggerSource(context), 'events');
	const opening = shareOpening(address, asked.join(' '), () =>
		openAt(context, address, asked, data),
	);
	try {
		writeStaticData(data, await opening.state);
	} finally {
		if (openings.get(address) === opening) openings.delete(address);
	}
}

/** n8n 1.x may switch a workflow on twice at the same time: both share the one endpoint. */
function shareOpening(address: string, events: string, start: () => Promise<State>): Opening {
	const running = openings.get(address);
	if (running?.events === events) return running;
	const opening = { events, state: untilOpened(address).then(start) };
	openings.set(address, opening);
	return opening;
}

/**
 * What switches off, or on with other events, waits for what is still being switched on at the address:
 * when n8n starts while Sonar is down, that takes some time, and n8n does not wait for it.
 */
async function untilOpened(address: string): Promise<void> {
	await openings.get(address)?.state.catch(() => undefined);
}

async function openAt(
	context: IHookFunctions,
	address: string,
	asked: readonly string[],
	data: IDataObject,
): Promise<State> {
	const client = await buildClient(context);
	const available = await fetchModelEvents(client);
	const events = chooseEvents(asked, available);
	const secret = await openEndpoint(client, {
		name: buildName(context),
		address,
		events,
		isKnown: (one) => hashOf(one) === readState(data)?.secretHash,
	});
	return {
		secretHash: hashOf(secret),
		events: events.map(toText),
		models: [...new Set(available.map(({ model }) => model))],
	};
}

/**
 * Sees to it that Sonar calls n8n no more. What fails does not keep the workflow on.
 *
 * n8n also calls this with nothing stored, after it could not switch on: the endpoint may be there.
 */
export async function switchOff(context: IHookFunctions): Promise<void> {
	const data = context.getWorkflowStaticData('node');
	const isKnown = readState(data) !== undefined;
	const node = context.getNode();
	try {
		const address = readWebhookAddress(context);
		await untilOpened(address);
		const client = await buildClient(context);
		const count = await closeEndpoints(client, address, isKnown);
		if (isKnown && count === 0) {
			context.logger.warn(`${node.name}: found no webhook endpoint of its own in Sonar to delete`);
		}
	} catch (error) {
		const { message } = toNodeError(node, error as Error);
		context.logger.warn(
			`${node.name}: could not delete its webhook endpoint in Sonar. Delete it there, since Sonar goes on calling it. ${message}`,
		);
	}
	clearState(data);
}

function withAdvice({ message, description }: NodeError): string {
	return description ? `${message.replace(/\.$/, '')}. ${description}` : message;
}

async function buildClient(context: IHookFunctions): Promise<SonarClient> {
	return new SonarClient(buildHost(context, await readCredential(context)));
}

function buildName(context: IHookFunctions): string {
	const { name = '' } = context.getWorkflow();
	const suffix = context.getMode() === 'manual' ? ' (test)' : '';
	const text = [...toLine(`n8n: ${name} / ${context.getNode().name}`)];
	return text.slice(0, LONGEST_NAME - suffix.length).join('') + suffix;
}
