import type { IDataObject, IHookFunctions, NodeError } from 'n8n-workflow';

import { toNodeError } from '../shared/n8n/errors';
import { buildHost, readCredential } from '../shared/n8n/host';
import { buildTriggerSource } from '../shared/n8n/Item';
import { writeStaticData } from '../shared/n8n/staticData';
import { isRestart, readWebhookAddress } from '../shared/n8n/webhooks';
import { SonarClient } from '../shared/sonar/http/SonarClient';
import { closeEndpoints } from '../shared/sonar/webhooks/closeEndpoints';
import { fetchModelEvents } from '../shared/sonar/webhooks/modelEvents';
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

/** A switch on or off at an address. */
interface Turn {
	/** What Sonar is asked to call for; nothing for a switch off. */
	events?: string;
	/** What a switch on came to. */
	done: Promise<State | undefined>;
}

/** The last turn of each address at which something is under way. */
const turns = new Map<string, Turn>();

/**
 * Runs the switches at an address one after the other. n8n does not always wait for one to end, and two
 * at once would undo each other. n8n 1.x may even switch a workflow on twice at once: these two share a
 * turn, because Sonar's lists may lag and not show the second one what the first one made.
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

async function open(context: IHookFunctions, data: IDataObject): Promise<void> {
	const address = readWebhookAddress(context);
	const asked = fields.read(buildTriggerSource(context), 'events');
	const run = async () => await openAt(context, address, asked, data);
	const state = await inTurn(address, run, asked.join(' '));
	if (state) writeStaticData(data, state);
}

async function openAt(
	context: IHookFunctions,
	address: string,
	asked: readonly string[],
	data: IDataObject,
): Promise<State> {
	const client = await buildClient(context);
	const events = chooseEvents(asked, await fetchModelEvents(client));
	const secret = await openEndpoint(client, {
		name: buildName(context),
		address,
		events,
		isKnown: (one) => hashOf(one) === readState(data)?.secretHash,
	});
	return { secretHash: hashOf(secret) };
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
		await inTurn(address, async (before) => {
			// A switch on that has just ended may have made one, of which n8n has stored nothing yet.
			const isExpected = isKnown || before !== undefined;
			const count = await closeEndpoints(await buildClient(context), address, isExpected);
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
