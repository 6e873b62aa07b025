import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { writeLabels } from '../shared/fields/subtitles';
import { testSonarApi } from '../shared/n8n/credentialTest';
import { activate, deactivate } from './activation';
import { fields, getModelEvents } from './description';
import { receive } from './receive';

export class SonarEventTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sonar Event Trigger',
		name: 'sonarEventTrigger',
		icon: {
			light: 'file:../../icons/sonarEventTrigger.svg',
			dark: 'file:../../icons/sonarEventTrigger.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: `={{ ${writeLabels('[].concat($parameter["events"]).join(", ").replace(/\\.\\w+/g, (event) => event.replace(".", " ").toLowerCase())')} }}`,
		description: 'Starts the workflow at once when something changes in Sonar',
		defaults: { name: 'Sonar Event Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'sonarApi', required: true, testedBy: 'testSonarApi' }],
		webhooks: [
			// First, so that n8n already answers it while `create` runs.
			{
				name: 'setup',
				httpMethod: 'HEAD',
				responseMode: 'onReceived',
				path: 'webhook',
				ndvHideUrl: true,
				ndvHideMethod: true,
			},
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				path: 'webhook',
				ndvHideUrl: true,
				ndvHideMethod: true,
			},
		],
		properties: [
			{
				displayName:
					'n8n must be reachable from the internet over https. Events can arrive twice, late or not at all; if you must not miss a file, use Sonar New File Trigger.',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			...fields.properties,
		],
	};

	methods = { credentialTest: { testSonarApi }, loadOptions: { getModelEvents } };

	webhookMethods = {
		default: {
			/** Always false, as `create` checks: an error here, when n8n starts, would delete a working endpoint. */
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await Promise.resolve(false);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				await activate(this);
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				await deactivate(this);
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await Promise.resolve(receive(this));
	}
}
