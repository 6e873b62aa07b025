import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Poller, PollerOptions, WorkflowDefinition } from '../../engine';
import { chain } from '../../engine';
import type { Kit } from '../kit';

export interface TriggerOptions extends Pick<
	PollerOptions,
	'staticData' | 'testsInEditor' | 'budget' | 'durableCursors'
> {
	/** Adds Download File behind the trigger. */
	withDownload?: boolean;
	/** Needed if a workflow has several triggers. */
	nodeId?: string;
}

export interface Trigger extends Poller {
	workflow: WorkflowDefinition;
	/** Polls, and returns the names of the files. */
	names(): Promise<unknown[]>;
	/** The node's static data. */
	cursor(): IDataObject;
}

/** A published workflow with a Sonar New File Trigger, which polls on demand. */
export function startTrigger(
	kit: Kit,
	parameters: INodeParameters = {},
	{ withDownload, nodeId, ...options }: TriggerOptions = {},
): Trigger {
	const workflow = chain([
		{
			name: 'Trigger',
			type: 'n8n-nodes-sonar-software.sonarTrigger',
			parameters: { pollTimes: { item: [{ mode: 'everyMinute' }] }, ...parameters },
		},
		...(withDownload
			? [{ name: 'Download', type: 'n8n-nodes-sonar-software.sonarDownloadFile' }]
			: []),
	]);
	workflow.nodes.shift();
	if (nodeId) workflow.nodes[0]!.id = nodeId;
	delete workflow.connections.Manual;
	const poller = kit.engine.startPoller({
		workflow,
		nodeName: 'Trigger',
		credentials: { sonarApi: kit.credential },
		...options,
	});
	return {
		...poller,
		workflow,
		async names() {
			const { items, error } = await poller.poll();
			if (error) throw error;
			return (items ?? []).map(({ json }) => json.filename);
		},
		cursor: () => poller.staticData()['node:Trigger'] as IDataObject,
	};
}

interface IdCondition {
	attribute: string;
	search_value: unknown;
	operator: string;
}

/** The IDs that the last poll compared with this operator, in all its lists of files. */
function comparedIds({ sonar }: Kit, operator: string): unknown[] {
	return argumentsOfLastPoll(sonar).flatMap(({ search }) =>
		((search ?? []) as Array<{ integer_fields?: IdCondition[] }>)
			.flatMap(({ integer_fields = [] }) => integer_fields)
			.filter((condition) => condition.attribute === 'id' && condition.operator === operator)
			.map(({ search_value }) => search_value),
	);
}

function argumentsOfLastPoll({ log }: Kit['sonar']): Array<Record<string, unknown>> {
	const files = log.at(-1)!.fields!.filter(({ name }) => name === 'files');
	// Without a list, a test that something is not asked for would prove nothing.
	expect(files).not.toEqual([]);
	return files.map(({ args }) => args);
}

/** The IDs that the last poll asked for one by one. */
export function askedIds(kit: Kit): string[] {
	const single = argumentsOfLastPoll(kit.sonar).flatMap(({ id }) => id ?? []);
	return [...single, ...comparedIds(kit, 'EQ')].map(String);
}

/** The IDs behind which the last poll asked for all files. */
export function askedBehind(kit: Kit): string[] {
	return comparedIds(kit, 'GT').map(String);
}

/** The ranges in which the last poll asked for linked files, such as "61-160". */
export function askedRanges({ sonar }: Kit): string[] {
	return argumentsOfLastPoll(sonar).flatMap(({ search }) =>
		((search ?? []) as Array<{ integer_fields?: IdCondition[]; exists?: string[] }>)
			.filter(({ exists }) => exists?.includes('fileable_id'))
			.map(({ integer_fields = [] }) =>
				integer_fields.map(({ search_value }) => search_value).join('-'),
			),
	);
}

export type FileFields = Partial<Parameters<Kit['sonar']['addFile']>[0]>;

/** Adds a file whose content is its name, and returns its ID. */
export async function addFile(
	{ sonar }: Kit,
	filename: string,
	fields: FileFields = {},
): Promise<string> {
	return await sonar.addFile({ filename, content: filename, ...fields });
}

/** Adds numbered files. */
export async function addFiles(kit: Kit, count: number, name: string): Promise<void> {
	for (let index = 0; index < count; index += 1) await addFile(kit, `${name} ${index}.txt`);
}
