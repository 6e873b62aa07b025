import type { INodeExecutionData } from 'n8n-workflow';

import { chain, type Engine } from '../engine';
import { byId } from '../nodes/kit';
import type { Sonar } from '../sonar';

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

/** The content of a file, and the subject of its ticket if it has one. */
export function contentOf(kind: 'file' | 'ticket', index: number): string {
	return `${kind} ${index}`;
}

/** Few things a request, so that there are many requests. */
const options = { filesPerRequest: 4, entitiesPerRequest: 4, idleTimeout: 2 };

/** A node after another, on one engine and one Sonar. */
export class Nodes {
	constructor(
		private readonly engine: Engine,
		private readonly sonar: Sonar,
	) {}

	/** Uploads a file for each item, and links it to the account with the item's number as its id. */
	async uploadAndLink(items: number): Promise<Uploads> {
		const { filesPerRequest, idleTimeout } = options;
		const uploads = await this.run(
			'sonarUploadFile',
			{ options: { filesPerRequest, idleTimeout } },
			await this.input('file', items),
		);
		const stored = uploads.flatMap(({ json }, index) => (json ? [{ index, id: json.id! }] : []));
		const { entitiesPerRequest } = options;
		const outcomes = await this.run(
			'sonarLinkFile',
			{
				fileableType: 'Account',
				fileableId: byId('={{ $json.index + 1 }}'),
				options: { entitiesPerRequest, idleTimeout },
			},
			stored.map((json) => ({ json })),
		);
		const links: Outcome[] = uploads.map(() => ({}));
		stored.forEach(({ index }, position) => (links[index] = outcomes[position]!));
		return { uploads, links };
	}

	/** Creates a ticket with an attachment for each item. */
	async createTickets(items: number): Promise<Outcome[]> {
		const subject = '={{ $json.text }}';
		return await this.run(
			'sonarCreateTicket',
			{ subject, description: subject, binaryPropertyName: 'data', options },
			await this.input('ticket', items),
		);
	}

	private async input(kind: 'file' | 'ticket', items: number): Promise<INodeExecutionData[]> {
		return await Promise.all(
			Array.from({ length: items }, async (_, index) => {
				const text = contentOf(kind, index);
				const data = await this.engine.storeBinary(Buffer.from(text), `${text}.txt`, 'text/plain');
				return { json: { index, text }, binary: { data } };
			}),
		);
	}

	private async run(
		type: string,
		parameters: object,
		input: INodeExecutionData[],
	): Promise<Outcome[]> {
		const { engine, sonar } = this;
		const node = {
			name: 'Node',
			type: `n8n-nodes-sonar-software.${type}`,
			parameters: { ...parameters },
			credentials: ['sonarApi'],
			onError: 'continueRegularOutput' as const,
		};
		const run = await engine.run({
			workflow: chain([node]),
			credentials: { sonarApi: { instanceUrl: sonar.url, accessToken: sonar.token } },
			input,
		});
		const output = run.output('Node');
		if (run.error || output.length !== input.length) {
			throw new Error(
				`${type} gave ${output.length} of ${input.length} items: ${run.error?.message}`,
			);
		}
		// A failed item keeps what it has beside its message, such as the ids of its files.
		return output.map(({ json }) =>
			typeof json.error === 'string' ? { error: json.error } : { json },
		);
	}
}
