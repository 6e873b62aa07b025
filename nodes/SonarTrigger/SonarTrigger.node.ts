import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { getFileableTypes } from '../shared/fields/editor';
import { toNodeError } from '../shared/n8n/errors';
import { fields } from './description';
import { pollNewFiles, showNewestFile } from './poll';

export class SonarTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sonar Trigger',
		name: 'sonarTrigger',
		icon: {
			light: 'file:../../icons/sonarTrigger.svg',
			dark: 'file:../../icons/sonarTrigger.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ "New files" + ($parameter["fileableTypes"].length ? " of " + [].concat($parameter["fileableTypes"]).join(", ") : "") }}',
		description:
			'Starts the workflow when files are added to Sonar, the billing and ticketing system of internet providers (sonar.software)',
		defaults: { name: 'Sonar Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'sonarApi', required: true }],
		properties: [
			{
				displayName:
					'Starts the workflow with the files that were added to Sonar since the last poll. Each file comes once, in the order of the IDs. The first poll only notes where to start. If you switch the workflow off and on again, it goes on where it stopped.',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			...fields.properties,
		],
	};

	methods = { loadOptions: { getFileableTypes } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		try {
			const items =
				this.getMode() === 'manual' ? await showNewestFile(this) : await pollNewFiles(this);
			return items.length > 0 ? [items] : null;
		} catch (error) {
			throw toNodeError(this.getNode(), error as Error);
		}
	}
}
