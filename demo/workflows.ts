import { readFile } from 'node:fs/promises';

import type { ICredentialDataDecryptedObject, INodeExecutionData } from 'n8n-workflow';

import {
	chain,
	type Engine,
	type RunOptions,
	type RunResult,
	type WorkflowDefinition,
} from '../test/engine';

const EMAIL_TO_TICKET = 'Sonar Email to Ticket';
const OWN_ADDRESSES = 'support@isp.example.com';

/**
 * Runs the example as imported and filled in, except that the trigger is fed instead of reading a
 * mailbox. Gives what the node says of the emails.
 */
export async function runExample(
	engine: Engine,
	path: string,
	sonarApi: ICredentialDataDecryptedObject,
	emails: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const workflow = JSON.parse(await readFile(path, 'utf8')) as WorkflowDefinition;
	const node = workflow.nodes.find(({ name }) => name === EMAIL_TO_TICKET)!;
	node.parameters.ownAddresses = OWN_ADDRESSES;
	const { output } = await run(engine, { workflow, credentials: { sonarApi }, input: emails });
	return [0, 1, 2].flatMap((index) => output(EMAIL_TO_TICKET, index));
}

/** Downloads the files of the ticket, one item each, into the field `data`. */
export async function downloadFilesOf(
	engine: Engine,
	sonarApi: ICredentialDataDecryptedObject,
	ticketId: string,
): Promise<INodeExecutionData[]> {
	const workflow = chain([
		{
			name: 'Sonar List Files',
			type: 'n8n-nodes-sonar-software.sonarListFiles',
			parameters: {
				scope: 'entity',
				fileableType: 'Ticket',
				fileableId: { __rl: true, mode: 'id', value: ticketId },
				returnAll: true,
			},
		},
		{
			name: 'Sonar Download File',
			type: 'n8n-nodes-sonar-software.sonarDownloadFile',
			parameters: { fileId: '={{ $json.id }}', binaryPropertyName: 'data' },
		},
	]);
	const { output } = await run(engine, { workflow, credentials: { sonarApi } });
	return output('Sonar Download File');
}

async function run(engine: Engine, options: RunOptions): Promise<RunResult> {
	const result = await engine.run(options);
	if (result.error) throw result.error;
	return result;
}
