import { readFile } from 'node:fs/promises';

import type { ICredentialDataDecryptedObject, INodeExecutionData } from 'n8n-workflow';

import {
	chain,
	type Engine,
	type RunOptions,
	type RunResult,
	type WorkflowDefinition,
} from '../test/engine';

/** Runs the example as imported, except that the trigger is fed instead of reading a mailbox. */
export async function runExample(
	engine: Engine,
	path: string,
	sonarApi: ICredentialDataDecryptedObject,
	emails: INodeExecutionData[],
): Promise<RunResult> {
	const workflow = JSON.parse(await readFile(path, 'utf8')) as WorkflowDefinition;
	const startNode = 'Email Trigger (IMAP)';
	return await run(engine, { workflow, credentials: { sonarApi }, input: emails, startNode });
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
