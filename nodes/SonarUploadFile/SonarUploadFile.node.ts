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
import { ENTITIES_PER_REQUEST } from '../shared/fields/requestOptions';
import { ENTITY } from '../shared/fields/subtitles';
import { testSonarApi } from '../shared/n8n/credentialTest';
import { readUploads } from '../shared/n8n/files';
import type { Item } from '../shared/n8n/Item';
import { cutMessage } from '../shared/n8n/nodeErrors';
import { runItems } from '../shared/n8n/run';
import type { Failure, ItemTask } from '../shared/n8n/task';
import type { EntityRef } from '../shared/sonar/entities/contacts';
import { toLinkedFile } from '../shared/sonar/files/linkFiles';
import { uploadFiles } from '../shared/sonar/files/uploadFiles';
import { mapDone } from '../shared/sonar/outcome';
import { SonarError } from '../shared/sonar/SonarError';
import { fields } from './description';
import { uploadAndLink, type StoredFile, type UploadPlan } from './uploadAndLink';

export class SonarUploadFile implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sonar Upload File',
		name: 'sonarUploadFile',
		icon: {
			light: 'file:../../icons/sonarUploadFile.svg',
			dark: 'file:../../icons/sonarUploadFile.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: `={{ ["Upload", $parameter["binaryPropertyName"] === "*" ? "all files" : $parameter["binaryPropertyName"], $parameter["linkTo"] === "entity" ? "to " + ${ENTITY} : ""].filter(Boolean).join(" ") }}`,
		description: 'Upload files to Sonar',
		defaults: { name: 'Sonar Upload File' },
		usableAsTool: {
			replacements: {
				description:
					'Upload files to Sonar. Unless the node links it at once, a file belongs to nothing until it is linked by the ID that this returns.',
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

const task: ItemTask<UploadPlan, StoredFile> = {
	read: readItem,
	run: async (plans, run) => {
		if (plans.some(({ linkTo }) => linkTo)) return await uploadAndLink(plans, run);
		const { client, pool, once } = run;
		const outcomes = await once(plans, async (pending) => await uploadFiles(client, pending, pool));
		return mapDone(outcomes, (_, file) => ({ file }));
	},
	present: ({ file, entity }, { binaryField }) => [
		{
			json: {
				...file,
				binary_field: binaryField,
				...(entity ? toLinkedFile(file.id, entity) : {}),
			},
		},
	],
	presentFailure,
	howToLook: 'check with Sonar List Files (No Entity Yet) before you upload or link them again',
};

async function readItem(item: Item): Promise<UploadPlan[]> {
	const files = fields.read(item, 'binaryPropertyName');
	const linkTo = readEntity(item);
	const { idleTimeout, parallelRequests, ...options } = fields.read(item, 'options');
	const uploads = await readUploads(item.context, files, options);
	const settings = { entitiesPerRequest: ENTITIES_PER_REQUEST, idleTimeout, parallelRequests };
	return uploads.map((upload) => ({ ...upload, linkTo, ...settings }));
}

function readEntity(item: Item): EntityRef | undefined {
	if (fields.read(item, 'linkTo') === 'none') return undefined;
	return toEntityRef(fields.read(item, 'fileableType'), fields.read(item, 'fileableId'));
}

/** Null for "stored" if it is unknown. */
function presentFailure({ error, effects, input }: Failure<UploadPlan>): IDataObject {
	if (!input) return {};
	const upload = effects.find(({ verb }) => verb === 'stored');
	const reason = error instanceof SonarError ? error.reason : undefined;
	return {
		...(upload?.fileId ? { id: upload.fileId } : {}),
		filename: input.name,
		stored: upload ? upload.sure || null : false,
		failure_message: cutMessage(reason ?? error.message),
		binary_field: input.binaryField,
	};
}
