import type { IDataObject, IHookFunctions, NodeError } from 'n8n-workflow';

import { toNodeError } from '../shared/n8n/nodeErrors';
import { buildHost, readCredential } from '../shared/n8n/host';
import { buildTriggerSource } from '../shared/n8n/Item';
import { writeStaticData } from '../shared/n8n/staticData';
import { isRestart, readWebhookAddress } from '../shared/n8n/webhooks';
import { SonarClient } from '../shared/sonar/http/SonarClient';
import { removeEndpoints } from '../shared/sonar/webhooks/endpoints';
import { ensureEndpoint } from '../shared/sonar/webhooks/ensureEndpoint';
import { fetchModelEvents } from '../shared/sonar/webhooks/modelEvents';
import { hashOf } from '../shared/sonar/webhooks/secretAddress';
import { toLine } from '../shared/sonar/text';
import { chooseEvents, fields } from './description';

/** What n8n's static data of the node holds while the workflow is published. */
export interface State {
	/** Hash of the secret that Sonar sends with each call. */
	secretHash: string;
}

/** Undefined unless the workflow is published and n8n has stored so. */
export function readState({ secretHash }: IDataObject): State | undefined {
	return typeof secretHash === 'string' ? { secretHash } : undefined;
}

export function clearState(data: IDataObject): void {
	delete data.secretHash;
}

/** In code points. Sonar documents no limit; people read these names in a list. */
const LONGEST_NAME = 100;

/**
 * Creates the webhook endpoint in Sonar, or repairs it. n8n also calls this when it starts. If Sonar is
 * down then, the earlier endpoint stays in use; an error would make n8n delete it.
 */
export async function activate(context: IHookFunctions): Promise<void> {
	const data = context.getWorkflowStaticData('node');
	const node = context.getNode();
	try {
		await createEndpoint(context, data);
	} catch (error) {
		const nodeError = toNodeError(node, error as Error);
		// If publishing fails, n8n shows the message alone.
		nodeError.message = withAdvice(nodeError);
		if (!isRestart(context) || !readState(data)) throw nodeError;
		context.logger.warn(
			`${node.name}: could not check its webhook endpoint in Sonar when n8n started, and keeps using it. ${nodeError.message}`,
		);
	}
}

/**
 * Deletes the webhook endpoint in Sonar. A failure is only logged, so that it cannot keep the workflow
 * published. n8n also calls this with nothing stored, after a failed `activate`: the endpoint may exist.
 */
export async function deactivate(context: IHookFunctions): Promise<void> {
	const data = context.getWorkflowStaticData('node');
	const isKnown = readState(data) !== undefined;
	const node = context.getNode();
	try {
		const address = readWebhookAddress(context);
		await inTurn(address, async (before) => {
			// An activation that has just ended may have created one before n8n stored its state.
			const isExpected = isKnown || before !== undefined;
			const count = await removeEndpoints(await buildClient(context), address, isExpected);
			if (isExpected && count === 0) {
				context.logger.warn(
					`${node.name}: found no webhook endpoint of its own in Sonar to delete`,
				);
			}
			return undefined;
		});
	} catch (error) {
		const { message } = toNodeError(node, error as Error);
		context.logger.warn(
			`${node.name}: could not delete its webhook endpoint in Sonar. Delete it there, or Sonar keeps calling it. ${message}`,
		);
	}
	clearState(data);
}

/** An activation or deactivation at an address. */
interface Turn {
	/** The events to be called for. Undefined for a deactivation. */
	events?: string;
	/** The state after an activation. */
	done: Promise<State | undefined>;
}

/** The last turn at each address that is still running. */
const turns = new Map<string, Turn>();

/**
 * Runs one change at a time per address: n8n does not always wait for one to end, and two at once would
 * undo each other. n8n 1.x may even activate a workflow twice at once. These two share a turn, because a
 * lagging list of Sonar's would hide the endpoint of the first from the second.
 */
async function inTurn(
	address: string,
	run: (before?: State) => Promise<State | undefined>,
	events?: string,
): Promise<State | undefined> {
	const last = turns.get(address);
	if (last && events !== undefined && last.events === events) return await last.done;
	const start = async () => {
		return await run(await last?.done.catch(() => undefined));
	};
	const turn: Turn = { events, done: start() };
	turns.set(address, turn);
	try {
		return await turn.done;
	} finally {
		if (turns.get(address) === turn) turns.delete(address);
	}
}

async function createEndpoint(context: IHookFunctions, data: IDataObject): Promise<void> {
	const address = readWebhookAddress(context);
	const wanted = fields.read(buildTriggerSource(context), 'events');
	const run = async () => await createEndpointAt(context, address, wanted, data);
	const state = await inTurn(address, run, wanted.join(' '));
	if (state) writeStaticData(data, state);
}

async function createEndpointAt(
	context: IHookFunctions,
	address: string,
	wanted: readonly string[],
	data: IDataObject,
): Promise<State> {
	const client = await buildClient(context);
	const events = chooseEvents(wanted, await fetchModelEvents(client));
	const secret = await ensureEndpoint(client, {
		name: buildName(context),
		address,
		events,
		isKnown: (one) => hashOf(one) === readState(data)?.secretHash,
	});
	return { secretHash: hashOf(secret) };
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
