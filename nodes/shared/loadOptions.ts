import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { readFileableTypes } from './sonar/fileableTypes';
import { SonarSender } from './sonar/SonarSender';

/** "TicketReply" as "Ticket Reply". */
function asLabel(name: string): string {
	return name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ');
}

/** The entity types of the user's instance, for the list in the editor. */
export async function getFileableTypes(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const types = await readFileableTypes(await SonarSender.of(this));
	return types
		.map(({ name, description }) => ({ name: asLabel(name), value: name, description }))
		.sort((a, b) => a.name.localeCompare(b.name));
}
