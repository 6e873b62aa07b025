import { chain, type ChainNode, type WorkflowDefinition } from '../../engine';
import { PACKAGE } from '../harness/packageUnderTest';

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** A node of this package with the credential of the given id. */
export function sonarNode(
	name: string,
	type: string,
	parameters: ChainNode['parameters'],
): ChainNode {
	return { name, type: `${PACKAGE}.${type}`, parameters, credentials: ['sonarApi'] };
}

/** Nodes in a line behind a webhook. It answers with the output of the last one. */
export function behindWebhook(
	path: string,
	credentialId: string,
	nodes: ChainNode[],
): WorkflowDefinition {
	const workflow = chain(nodes);
	const [trigger, ...others] = workflow.nodes;
	const { [trigger!.name]: first, ...connections } = workflow.connections;
	Object.assign(trigger!, {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		webhookId: path,
		parameters: {
			path,
			httpMethod: 'POST',
			responseMode: 'lastNode',
			responseData: 'allEntries',
			options: {},
		},
	});
	for (const { credentials } of others) {
		for (const credential of Object.values(credentials ?? {})) credential.id = credentialId;
	}
	return { ...workflow, connections: { ...connections, Webhook: first! } };
}

const upload = sonarNode('Upload', 'sonarUploadFile', { binaryPropertyName: '*', options: {} });
const link = sonarNode('Link', 'sonarLinkFile', {
	fileId: '={{ $json.id }}',
	fileableType: 'Ticket',
	// In the binary mode `combined`, n8n's `item` has the value that `item.json` has otherwise.
	fileableId: byId("={{ ($('Webhook').item.json ?? $('Webhook').item).body.ticket }}"),
	options: {},
});

/** Files of a multipart request to the ticket that it names; answers with an entry per file. */
export function uploadAndLink(path: string, credentialId: string): WorkflowDefinition {
	return behindWebhook(path, credentialId, [upload, link]);
}

/** The same, then all files of the ticket; answers with their names and contents in base64. */
export function thereAndBack(
	path: string,
	credentialId: string,
	binaryMode?: 'combined',
): WorkflowDefinition {
	const workflow = behindWebhook(path, credentialId, [
		upload,
		link,
		{
			...sonarNode('List', 'sonarListFiles', {
				fileableType: 'Ticket',
				fileableId: byId('={{ $json.fileable_id }}'),
				returnAll: true,
				sort: { attribute: 'id', direction: 'ASC' },
			}),
			executeOnce: true,
		},
		sonarNode('Download', 'sonarDownloadFile', {
			fileId: '={{ $json.id }}',
			binaryPropertyName: 'file',
		}),
		{
			name: 'Read',
			type: 'n8n-nodes-base.extractFromFile',
			typeVersion: 1,
			parameters: {
				operation: 'binaryToPropery',
				binaryPropertyName: binaryMode === 'combined' ? '_files.file' : 'file',
				destinationKey: 'content',
				options: { keepSource: 'json' },
			},
		},
	]);
	return { ...workflow, settings: { ...workflow.settings, ...(binaryMode && { binaryMode }) } };
}

/** The model's decisions. */
const fromModel = (key: string) => `={{ $fromAI('${key}', '', 'string') }}`;

const TOOLS: ChainNode[] = [
	sonarNode('Upload File', 'sonarUploadFileTool', {
		binaryPropertyName: "={{ $('Webhook').item.binary.file_1 }}",
		options: { fileName: fromModel('name') },
	}),
	sonarNode('Link File', 'sonarLinkFileTool', {
		fileId: fromModel('file'),
		fileableType: fromModel('type'),
		fileableId: byId(fromModel('entity')),
	}),
	sonarNode('List Files', 'sonarListFilesTool', {
		fileableType: 'Ticket',
		fileableId: byId(fromModel('ticket')),
	}),
	sonarNode('Download File', 'sonarDownloadFileTool', { fileId: fromModel('file') }),
	sonarNode('List Tickets', 'sonarListTicketsTool', { filters: { search: fromModel('words') } }),
	sonarNode('Update Ticket', 'sonarUpdateTicketTool', {
		ticketId: byId(fromModel('ticket')),
		updateFields: { status: fromModel('status') },
	}),
	{
		...sonarNode('GraphQL', 'sonarGraphqlTool', { query: fromModel('query') }),
		// So that the model hears of an error. By default it ends the execution.
		onError: 'continueRegularOutput',
	},
];

/** An AI agent that has each node as a tool; it gets a file and a question, and answers it. */
export function agentWithTools(
	path: string,
	credentialId: string,
	modelCredentialId: string,
): WorkflowDefinition {
	const workflow = behindWebhook(path, credentialId, [
		{
			name: 'Agent',
			type: '@n8n/n8n-nodes-langchain.agent',
			typeVersion: 3,
			parameters: {
				promptType: 'define',
				text: '={{ $json.body.question }}',
				// The file is for the tools, not for the model.
				options: { passthroughBinaryImages: false },
			},
		},
	]);
	const helpers = chain([
		{
			name: 'Model',
			type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
			typeVersion: 1.2,
			parameters: { model: { __rl: true, mode: 'id', value: 'a-model' }, options: {} },
			credentials: ['openAiApi'],
		},
		...TOOLS,
	]).nodes.slice(1);
	for (const helper of helpers) {
		const { name, credentials = {} } = helper;
		helper.id = name;
		const kind = name === 'Model' ? 'ai_languageModel' : 'ai_tool';
		workflow.connections[name] = { [kind]: [[{ node: 'Agent', type: kind, index: 0 }]] };
		if (credentials.openAiApi) credentials.openAiApi.id = modelCredentialId;
		if (credentials.sonarApi) credentials.sonarApi.id = credentialId;
	}
	return { ...workflow, nodes: [...workflow.nodes, ...helpers] };
}

/** n8n's HTTP Request with the credential of this package, as docs/credential.md sets it up. */
export function httpRequest(
	path: string,
	credentialId: string,
	{ url, body }: { url: string; body: string },
): WorkflowDefinition {
	return behindWebhook(path, credentialId, [
		{
			name: 'HTTP Request',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters: {
				method: 'POST',
				url,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: 'sonarApi',
				sendBody: true,
				specifyBody: 'json',
				jsonBody: body,
				options: {},
			},
			credentials: ['sonarApi'],
		},
	]);
}

/** Lists some files. */
export function listAfter(path: string, credentialId: string): WorkflowDefinition {
	const list = sonarNode('List', 'sonarListFiles', { scope: 'all', limit: 1 });
	return behindWebhook(path, credentialId, [{ ...list, alwaysOutputData: true }]);
}
