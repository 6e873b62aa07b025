import {
	NodeConnectionTypes,
	type IDataObject,
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
import { remarkOnLists } from '../shared/n8n/hints';
import { runItems } from '../shared/n8n/run';
import type { ItemTask, RequestSettings } from '../shared/n8n/task';
import { runNextStep } from '../shared/sonar/batch/nextStep';
import { resolveEntities, type EntityRef } from '../shared/sonar/entities/contacts';
import type { FoundFiles } from '../shared/sonar/files/FileList';
import type { FileQuery, FileScope, GivenFile } from '../shared/sonar/files/fileQuery';
import { listFiles } from '../shared/sonar/files/listFiles';
import { fields } from './description';

export class SonarListFiles implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sonar List Files',
		name: 'sonarListFiles',
		icon: {
			light: 'file:../../icons/sonarListFiles.svg',
			dark: 'file:../../icons/sonarListFiles.dark.svg',
		},
		group: ['input'],
		version: 1,
		subtitle: `={{ { entity: "Files of " + ${ENTITY}, unlinked: "Files not linked yet", all: "All files", ids: "Files by ID" }[$parameter["scope"]] }}`,
		description: 'Find the files of a ticket, an account or all of Sonar',
		defaults: { name: 'Sonar List Files' },
		usableAsTool: true,
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

/** Whose files to list. An entity may be given by the address of a contact. */
type ScopePlan = FileScope | { scope: 'entity'; entity: EntityRef };

interface QueryPlan extends Omit<FileQuery, 'of'>, RequestSettings {
	of: ScopePlan;
}

type ListInput = QueryPlan | (GivenFile & RequestSettings);

type ListScope = 'all' | 'entity' | 'unlinked';

const task: ItemTask<ListInput, FoundFiles> = {
	read: readInputs,
	run: async (inputs, { client, pool }) => {
		const queries = await resolveEntities(client, inputs, {
			refOf: ({ of }) => (of.scope === 'entity' ? of.entity : undefined),
			complete: (input, entity) =>
				(entity ? { ...input, of: { scope: 'entity', entity } } : input) as FileQuery | GivenFile,
		});
		return await runNextStep(
			queries,
			pool.stopOnFailure,
			async (known) => await listFiles(client, known, pool),
		);
	},
	present: ({ files }) => files.map((file) => ({ json: { ...file } satisfies IDataObject })),
	remark: (found, _, isLimitTold) =>
		remarkOnLists(found, 'files', isLimitTold).join(' ') || undefined,
};

function readInputs(item: Item): ListInput[] {
	const scope = fields.read(item, 'scope');
	if (scope !== 'ids') return [readQueryPlan(item, scope)];
	const options = fields.read(item, 'options');
	return fields.read(item, 'fileId').map((id) => ({ of: { scope: 'id', id }, ...options }));
}

function readQueryPlan(item: Item, scope: ListScope): QueryPlan {
	const { simplify, ...settings } = fields.read(item, 'options');
	return {
		of: readScope(item, scope),
		filters: fields.read(item, 'filters'),
		sort: fields.read(item, 'sort'),
		limit: fields.read(item, 'returnAll') ? Infinity : fields.read(item, 'limit'),
		simplify,
		...settings,
	};
}

function readScope(item: Item, scope: ListScope): ScopePlan {
	if (scope !== 'entity') return { scope };
	const type = fields.read(item, 'fileableType');
	const entity = toEntityRef(type, fields.read(item, 'fileableId'));
	return type === 'Ticket' && 'id' in entity
		? { scope: 'ticket', id: entity.id, withReplies: fields.read(item, 'includeReplies') }
		: { scope, entity };
}
