import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { getFileableTypes } from '../shared/fields/editor';
import { writeLabels } from '../shared/fields/subtitles';
import { testSonarApi } from '../shared/n8n/credentialTest';
import { toNodeError } from '../shared/n8n/nodeErrors';
import { fields } from './description';
import { pollNewFiles, showNewestFile } from './poll';

export class SonarTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sonar New File Trigger',
		name: 'sonarTrigger',
		icon: {
			light: 'file:../../icons/sonarTrigger.svg',
			dark: 'file:../../icons/sonarTrigger.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: `={{ "New files" + ($parameter["fileableTypes"].length ? " of " + ${writeLabels('[].concat($parameter["fileableTypes"]).join(", ")')} : "") }}`,
		description: 'Starts the workflow when files are added to Sonar',
		defaults: { name: 'Sonar New File Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'sonarApi', required: true, testedBy: 'testSonarApi' }],
		properties: [
			{
				displayName:
					'Starts with files added after the workflow is published. Each file comes once, even if the workflow was unpublished in between.',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			...fields.properties,
		],
	};

	methods = { credentialTest: { testSonarApi }, loadOptions: { getFileableTypes } };

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
