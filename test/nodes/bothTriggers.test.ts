import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeExecutionData } from 'n8n-workflow';

import { chain } from '../engine';
import { startedBy, useEventTriggers } from './SonarEventTrigger/eventTriggers';
import { startTrigger } from './SonarTrigger/startTrigger';

const triggers = useEventTriggers();
const { kit } = triggers;

const PAGE = readFileSync(join(__dirname, '../../docs/triggers.md'), 'utf8');
const [, RECIPE = ''] = PAGE.split('\n## Both triggers together\n');
/** The expressions of the recipe, as a user copies them. */
const [fileId, key] = (RECIPE.match(/\{\{[^`]+\}\}/g) ?? []).map((text) => `=${text}`);

const workflow = chain([
	{
		name: 'List Files',
		type: 'n8n-nodes-sonar-software.sonarListFiles',
		parameters: { scope: 'ids', fileId: fileId! },
	},
	{
		name: 'Remove Duplicates',
		type: 'n8n-nodes-base.removeDuplicates',
		typeVersion: 2,
		parameters: {
			operation: 'removeItemsSeenInPreviousExecutions',
			logic: 'removeItemsWithAlreadySeenKeyValues',
			dedupeValue: key!,
			options: {},
		},
	},
]);

/** What gets through of an execution started by a trigger. */
async function passed(input: INodeExecutionData[] = []) {
	const credentials = { sonarApi: kit.credential };
	const { error, output } = await kit.engine.run({ workflow, credentials, input });
	expect(error).toBeUndefined();
	return output('Remove Duplicates').map(({ json }) => [json.filename, json.fileable_type]);
}

describe('Both triggers before Remove Duplicates, as docs/triggers.md has them', () => {
	it('pass a file on once when it arrives and once when it is linked, whichever trigger reports it', async () => {
		kit.sonar.addEntity('Ticket', { id: '7' });
		const polled = startTrigger(kit, { fileableTypes: ['Ticket'] });
		await polled.poll();
		const called = await triggers.start(['File.CREATED', 'File.UPDATED']);
		const add = async (filename: string) => {
			const created_at = new Date(kit.time.now()).toISOString();
			return await kit.sonar.addFile({ filename, content: filename, created_at });
		};
		const link = (id: string) => kit.sonar.link(id, { type: 'Ticket', id: '7' });

		const told = await add('told.txt');
		await startedBy(called, 1);
		expect(await passed(called.started[0])).toEqual([['told.txt', null]]);
		expect(await polled.poll()).toEqual({});
		link(told);
		await startedBy(called, 2);
		expect(await passed(called.started[1])).toEqual([['told.txt', 'Ticket']]);
		// Sonar sometimes calls twice, and the poll comes later.
		expect(await passed(called.started[1])).toEqual([]);
		expect(await passed((await polled.poll()).items)).toEqual([]);

		// Sonar's call for this one is lost.
		const missed = await add('missed.txt');
		await polled.poll();
		link(missed);
		await startedBy(called, 4);
		expect(await passed((await polled.poll()).items)).toEqual([['missed.txt', 'Ticket']]);
	});
});
