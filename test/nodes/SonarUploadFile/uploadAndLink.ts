import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { byId, type Kit } from '../kit';
import type { NodeRun, NodeRunResult } from '../nodeRun';

/** Ticket 7, and the accounts 1 and 2, of which Ada is a contact of the first. */
export function addOwners({ sonar }: Kit): void {
	sonar.addEntity('Ticket', { id: '7' });
	for (const id of ['1', '2']) sonar.addEntity('Account', { id });
	const details = {
		email_address: 'ada@example.com',
		contactable_type: 'Account',
		contactable_id: '1',
	};
	sonar.addEntity('Contact', { name: 'Ada', details });
}

/** Uploads the files of items, and links them: to ticket 7, unless the parameters say otherwise. */
export async function uploadAndLink(
	kit: Kit,
	input: INodeExecutionData[],
	parameters: INodeParameters = {},
	run: Partial<NodeRun> = {},
): Promise<NodeRunResult> {
	const toTicket = { linkTo: 'entity', fileableType: 'Ticket', fileableId: byId('7') };
	return await kit.run({
		type: 'sonarUploadFile',
		parameters: { ...toTicket, ...parameters },
		input,
		...run,
	});
}

/** The files in Sonar, such as "a.txt on Ticket 7". */
export function filesOf({ sonar }: Kit): string[] {
	return sonar.files.map(({ filename, fileable_type: type, fileable_id: id }) =>
		type ? `${filename} on ${type} ${id}` : filename,
	);
}
