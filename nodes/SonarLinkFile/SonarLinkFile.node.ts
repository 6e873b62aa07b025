import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { getFileableTypes, searchFileables } from '../shared/fields/editor';
import { toEntityRef } from '../shared/fields/entityLocator';
import { ENTITY } from '../shared/fields/subtitles';
import { testSonarApi } from '../shared/n8n/credentialTest';
import type { Item } from '../shared/n8n/Item';
import { runItems } from '../shared/n8n/run';
import type { ItemTask, RequestSettings } from '../shared/n8n/task';
import { runNextStep } from '../shared/sonar/batch/nextStep';
import { resolveEntities, type EntityRef } from '../shared/sonar/entities/contacts';
import type { Entity } from '../shared/sonar/files/file';
import { linkFiles, toLinkedFile, type Link } from '../shared/sonar/files/linkFiles';
import { mapDone } from '../shared/sonar/outcome';
import { fields } from './description';

export class SonarLinkFile implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sonar Link File',
		name: 'sonarLinkFile',
		icon: {
			light: 'file:../../icons/sonarLinkFile.svg',
			dark: 'file:../../icons/sonarLinkFile.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: `={{ "Link to " + ${ENTITY} }}`,
		description: 'Attach uploaded files to a ticket, an account or anything else in Sonar',
		defaults: { name: 'Sonar Link File' },
		usableAsTool: {
			replacements: {
				description:
					'Attach uploaded files to a ticket, an account or anything else in Sonar. A file can be attached only once.',
			},
		},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'sonarApi', required: true, testedBy: 'testSonarApi' }],
		properties: fields.properties,
	};

	methods = {
		credentialTest: { testSonarApi },
		loadOptions: { getFileableTypes },
		listSearch: { searchFileables },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runItems(this, task);
	}
}

interface LinkPlan extends Omit<Link, 'entity'>, RequestSettings {
	entity: EntityRef;
}

const task: ItemTask<LinkPlan, Entity> = {
	read: readLinks,
	run: async (plans, { client, pool, once }) =>
		await once(plans, async (pending) => {
			const links = await resolveEntities(client, pending, {
				refOf: ({ entity }) => entity,
				complete: (plan, entity): Link => ({ ...plan, entity: entity! }),
			});
			return await runNextStep(links, pool.stopOnFailure, async (known) =>
				mapDone(await linkFiles(client, known, pool), ({ entity }) => entity),
			);
		}),
	present: (entity, { fileId }) => [{ json: toLinkedFile(fileId, entity) }],
	howToLook: 'check with Sonar List Files before you link them again',
};

function readLinks(item: Item): LinkPlan[] {
	const fileIds = fields.read(item, 'fileId');
	const type = fields.read(item, 'fileableType');
	const entity = toEntityRef(type, fields.read(item, 'fileableId'));
	const options = fields.read(item, 'options');
	return fileIds.map((fileId) => ({ fileId, entity, ...options }));
}
