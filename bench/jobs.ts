import { Readable } from 'node:stream';

import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { chain, type ChainNode, type Engine, type RunOptions } from '../test/engine';
import { STAND_IN } from '../test/engine/standIn';
import { FIRST_ID, makeItems } from './items';
import {
	graphqlList,
	httpDownload,
	httpLink,
	httpTicketPages,
	httpTicketsOfEmails,
	httpUpload,
	TICKETS,
} from './peers';
import { randomFile } from './randomFile';

/** One workflow to measure: our nodes, or n8n's own that do the same. */
export interface Job {
	name: JobName;
	credential: { instanceUrl: string; accessToken: string };
	/** The number of input items, each with a file if `fileBytes` is given. */
	items: number;
	/** The size of each item's file, or of each of its files. */
	fileBytes?: number;
	/** How many files an item has. */
	filesPerItem?: number;
	/** For downloads. */
	fileId?: string;
	/** Where the nodes are; by default in the project. */
	packageFolder?: string;
}

export type JobName =
	| 'upload'
	| 'uploadAndLink'
	| 'uploadAndLinkOne'
	| 'uploadAndLinkToTickets'
	| 'uploadTogether'
	| 'list'
	| 'listAll'
	| 'listOrFail'
	| 'link'
	| 'listTickets'
	| 'askForTickets'
	| 'createTickets'
	| 'emailsToTickets'
	| 'download'
	| 'peerUpload'
	| 'peerUploadAndLink'
	| 'peerList'
	| 'peerDownload'
	| 'peerListTickets'
	| 'peerEmailsToTickets'
	/** n8n alone, reading the parameters of uploadAndLink. */
	| 'readUploadAndLink';

const own = (type: string, parameters: INodeParameters): ChainNode => ({
	name: type,
	type: `n8n-nodes-sonar-software.${type}`,
	parameters,
	credentials: ['sonarApi'],
});

const byId = (value: string) => ({ __rl: true, mode: 'id', value }) as unknown as INodeParameters;

const upload = own('sonarUploadFile', { binaryPropertyName: '*' });
const link = own('sonarLinkFile', {
	fileableType: 'Account',
	fileableId: byId('={{ $itemIndex % 1000 + 1 }}'),
});
const list = own('sonarListFiles', {
	fileableType: 'Ticket',
	fileableId: byId('={{ $itemIndex % 500 + 1 }}'),
	returnAll: true,
});

const createTicket = own('sonarCreateTicket', {
	subject: '={{ $json.id }}',
	description: 'No internet since noon',
	relatedTo: 'Account',
	relatedId: byId('={{ $itemIndex + 1 }}'),
	binaryPropertyName: '*',
});

/** Each item is an email, whose fields its number gives. */
const emailToTicket = own('sonarEmailToTicket', {
	ownAddresses: 'support@example.com',
	options: {
		emailFields: {
			fields: {
				from: `={{ "Customer <" + ($json.id - ${FIRST_ID} + 1) + "@example.com>" }}`,
				subject: '=No internet {{ $json.id }}',
				html: '=<p>Since noon, on line <b>{{ $json.id }}</b>.</p><p>Best regards</p>',
				messageId: '=<{{ $json.id }}@example.com>',
			},
		},
	},
});

/** n8n reading the parameters of a node for each item, and nothing else. */
const onlyRead = (node: ChainNode): ChainNode => ({
	...node,
	type: `${STAND_IN}${node.type}`,
	credentials: [],
});

const NODES: Record<JobName, (job: Job) => ChainNode[]> = {
	upload: () => [upload],
	uploadAndLink: () => [upload, link],
	uploadAndLinkOne: () => [
		upload,
		own('sonarLinkFile', { fileableType: 'Account', fileableId: byId('1') }),
	],
	uploadAndLinkToTickets: () => [
		upload,
		own('sonarLinkFile', {
			fileableId: byId(`={{ $("Manual").item.json.id - ${FIRST_ID - 1} }}`),
		}),
	],
	uploadTogether: () => [
		own('sonarUploadFile', {
			binaryPropertyName: '*',
			options: { megabytesPerRequest: 1_000_000 },
		}),
	],
	list: () => [list],
	listAll: () => [own('sonarListFiles', { scope: 'all', returnAll: true })],
	listOrFail: () => [{ ...list, onError: 'continueRegularOutput' }],
	link: () => [link],
	listTickets: () => [own('sonarListTickets', { returnAll: true })],
	askForTickets: () => [own('sonarGraphql', { query: TICKETS, returnAll: true })],
	createTickets: () => [createTicket],
	emailsToTickets: () => [emailToTicket],
	download: ({ fileId }) => [own('sonarDownloadFile', { fileId: fileId! })],
	peerUpload: (job) => [httpUpload(job)],
	peerUploadAndLink: (job) => [httpUpload(job), httpLink(job)],
	peerList: (job) => [graphqlList(job)],
	peerDownload: (job) => [httpDownload(job)],
	peerListTickets: httpTicketPages,
	peerEmailsToTickets: httpTicketsOfEmails,
	readUploadAndLink: () => [onlyRead(upload), onlyRead(link)],
};

export function workflowOf(job: Job): Omit<RunOptions, 'input'> {
	const nodes = NODES[job.name](job);
	// Without a name of its own for the last node, its output would be hard to find.
	const workflow = chain([...nodes.slice(0, -1), { ...nodes.at(-1)!, name: 'Last' }]);
	return { workflow, credentials: { sonarApi: { ...job.credential } } };
}

/** The input items, with files stored as an earlier node would have. */
export async function inputOf(engine: Engine, job: Job): Promise<INodeExecutionData[]> {
	const { fileBytes = 0, filesPerItem = 1 } = job;
	const input = makeItems(job.items);
	for (const [index, item] of input.entries()) {
		for (let file = 0; file < filesPerItem; file += 1) {
			const field = filesPerItem === 1 ? 'data' : `data_${file}`;
			item.binary = {
				...item.binary,
				[field]: await engine.storeBinary(
					Readable.from(randomFile(fileBytes)),
					`${index}-${file}.bin`,
					'application/octet-stream',
				),
			};
		}
	}
	return input;
}
