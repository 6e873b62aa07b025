import type { INodeExecutionData, IPairedItemData } from 'n8n-workflow';

import { readMails } from '../examples/emailExample';
import { byId, type Kit } from '../nodes/kit';
import type { NodeRun } from '../nodes/nodeRun';

/** The outcome of one item: the output of the node, or the message of its error. */
export interface Outcome {
	json?: INodeExecutionData['json'];
	error?: string;
}

/** By the items' indexes. The link of a file that was not uploaded has neither output nor error. */
export interface Uploads {
	uploads: Outcome[];
	links: Outcome[];
}

/** The content of a file, and the subject of its ticket or the text of its email if it has one. */
export function contentOf(kind: 'file' | 'ticket' | 'email', index: number): string {
	return `${kind} ${index}`;
}

/** Small requests, so that there are many. */
export const options = { filesPerRequest: 4, entitiesPerRequest: 4, idleTimeout: 2 };

/** Uploads a file for each item, and links it to the account whose ID is the item's number. */
export async function uploadAndLink(kit: Kit, items: number): Promise<Uploads> {
	const { filesPerRequest, entitiesPerRequest, idleTimeout } = options;
	const uploads = await outcomesOf(kit, {
		type: 'sonarUploadFile',
		parameters: { options: { filesPerRequest, idleTimeout } },
		input: await inputOf(kit, 'file', items),
	});
	const stored = uploads.flatMap(({ json }, index) => (json ? [{ index, id: json.id! }] : []));
	const outcomes = await outcomesOf(kit, {
		type: 'sonarLinkFile',
		parameters: {
			fileableType: 'Account',
			fileableId: byId('={{ $json.index + 1 }}'),
			options: { entitiesPerRequest, idleTimeout },
		},
		input: stored.map((json) => ({ json })),
	});
	const links: Outcome[] = uploads.map(() => ({}));
	stored.forEach(({ index }, position) => (links[index] = outcomes[position]!));
	return { uploads, links };
}

/** Creates a ticket with an attachment for each item. */
export async function createTickets(kit: Kit, items: number): Promise<Outcome[]> {
	const subject = '={{ $json.text }}';
	return await outcomesOf(kit, {
		type: 'sonarCreateTicket',
		parameters: {
			subject,
			description: subject,
			relatedTo: 'none',
			binaryPropertyName: 'data',
			options,
		},
		input: await inputOf(kit, 'ticket', items),
	});
}

/** The address of the contact of an item's account. */
export function addressOf(index: number): string {
	return `customer${index}@example.com`;
}

/** Every third email answers the ticket that its customer has already. */
export function answeredBy(index: number): string | undefined {
	return index % 3 === 0 ? String(1_000_000 + index) : undefined;
}

/** Brings in an email with an attachment from each customer. */
export async function bringInEmails(kit: Kit, items: number): Promise<Outcome[]> {
	const mails = Array.from({ length: items }, (_, index) => {
		const text = contentOf('email', index);
		const ticket = answeredBy(index);
		return {
			from: addressOf(index),
			subject: ticket === undefined ? text : `Re: [#${ticket}] ${text}`,
			text,
			files: [{ name: `${text}.txt`, content: text, type: 'text/plain' }],
		};
	});
	const { outputs, error } = await kit.run({
		type: 'sonarEmailToTicket',
		parameters: { ownAddresses: 'support@example.com', options },
		input: await readMails(kit, ...mails),
		onError: 'continueRegularOutput',
	});
	const outcomes: Outcome[] = [];
	for (const { json, pairedItem } of outputs.flat()) {
		outcomes[(pairedItem as IPairedItemData).item] = toOutcome(json);
	}
	const count = outputs.flat().length;
	if (error || count !== items || Object.keys(outcomes).length !== items)
		throw new Error(`${count} of ${items} emails came out: ${error?.message}`);
	return outcomes;
}

async function inputOf(kit: Kit, kind: 'file' | 'ticket', items: number) {
	return await Promise.all(
		Array.from({ length: items }, async (_, index) => {
			const text = contentOf(kind, index);
			return await kit.item({ data: { name: `${text}.txt`, content: text } }, { index, text });
		}),
	);
}

/** The outcomes of a node with one output for each item, in their order. */
export async function outcomesOf(kit: Kit, node: NodeRun & Required<Pick<NodeRun, 'input'>>) {
	const { items, error } = await kit.run({ ...node, onError: 'continueRegularOutput' });
	const { type, input } = node;
	if (error || items.length !== input.length)
		throw new Error(`${type} gave ${items.length} of ${input.length} items: ${error?.message}`);
	return items.map(({ json }) => toOutcome(json));
}

/** A failed item keeps what stands beside its message, such as the IDs of its files. */
function toOutcome(json: INodeExecutionData['json']): Outcome {
	return typeof json.error === 'string' ? { error: json.error } : { json };
}
