import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { CharacterName } from '../sonar';
import { afterwards, answerWith, reset } from '../sonar/answers';
import { textFile } from './files';
import { byId } from './kit';
import type { NodeRun } from './nodeRun';
import { useKit } from './useKit';

const kit = useKit();

const names = ['a b.pdf', 'ä.txt', 'photo.png', '日本.txt', 'Rechnung 01.02.2026', 'A B.PDF'];

const run = async (type: string, input: INodeExecutionData[], settings: Partial<NodeRun> = {}) =>
	await kit.run({ type, input, ...settings });

const upload = async () => {
	const input = await Promise.all(
		names.map(async (name) => await kit.item({ data: textFile(name) })),
	);
	return (await run('sonarUploadFile', input)).items;
};
const describeAll = async (uploaded: INodeExecutionData[]) =>
	await run('sonarUpdateFile', uploaded, {
		parameters: { updateFields: { description: '=No. {{ $itemIndex }}' } },
	});
/** Loses the answer to the next mutation, after so many good answers. */
const loseMutation = (...answersBefore: Array<'as usual'>) => {
	kit.sonar.catchUp();
	answerWith(
		kit.sonar,
		'/api/graphql',
		...answersBefore,
		afterwards(() => reset),
	);
};
const idsOf = (items: INodeExecutionData[]) => items.map(({ json }) => String(json.id as string));

describe('Under a list that lags', () => {
	const lags: CharacterName[] = ['lagsOneQuery', 'lagsTwoQueries', 'lagsTenMilliseconds'];

	it.each(lags)('a file is deleted right after it was uploaded: %s', async (character) => {
		await kit.renewSonar({ characters: [character] });
		const { items, error } = await run('sonarDeleteFile', await upload());
		expect(error).toBeUndefined();
		expect(items).toHaveLength(names.length);
		expect(kit.sonar.files).toEqual([]);
	});

	it.each(lags)('the outcome of an update and of a deletion is settled: %s', async (character) => {
		await kit.renewSonar({ characters: [character] });
		const uploaded = await upload();
		loseMutation();
		const updated = await describeAll(uploaded);
		expect(updated.error).toBeUndefined();
		expect(updated.items.map(({ json }) => json.description)).toEqual(
			names.map((_, index) => `No. ${index}`),
		);
		loseMutation('as usual');
		const deleted = await run('sonarDeleteFile', uploaded);
		expect(deleted.error).toBeUndefined();
		expect(idsOf(deleted.items)).toEqual(idsOf(uploaded));
		expect(kit.calls.filter((call) => call === 'mutation')).toHaveLength(2);
	});

	it('a file that is not listed yet is not deleted, and the outcome of its deletion stays unknown', async () => {
		await kit.renewSonar({ characters: ['lagsAnHour'] });
		const uploaded = await upload();
		const tooEarly = await run('sonarDeleteFile', uploaded);
		expect(tooEarly.error?.message).toContain('Sonar has no file with the ID');
		expect(kit.sonar.files).toHaveLength(names.length);

		loseMutation('as usual');
		const { items } = await run('sonarDeleteFile', uploaded, { onError: 'continueRegularOutput' });
		for (const { json } of items) {
			expect(json.error).toContain('Whether Sonar deleted the files is unknown');
		}
		expect(kit.sonar.files).toEqual([]);
	});
});

describe('Behind a node for tickets', () => {
	const body = { body: 'Hello', binaryPropertyName: '' };

	it.each<[string, string, INodeParameters]>([
		['sonarDeleteFile', 'sonarCreateTicket', { relatedTo: 'none', subject: 'A', description: 'B' }],
		['sonarUpdateFile', 'sonarReplyToTicket', { ...body, ticketId: byId('7') }],
		['sonarLinkFile', 'sonarReplyToTicket', { ...body, ticketId: byId('7'), kind: 'reply' }],
	])(
		'%s does not take the ID of a ticket, reply or comment for a file’s',
		async (type, before, parameters) => {
			await kit.renewSonar();
			kit.sonar.addEntity('Ticket', { id: '7' });
			for (const id of ['1', '7', '8'])
				await kit.sonar.addFile({ id, filename: 'a.txt', content: 'a' });
			const files = structuredClone(kit.sonar.files);
			const { error } = await kit.runChain(
				[
					{ type: before, parameters },
					{
						type,
						parameters: {
							updateFields: { description: 'Other' },
							fileableType: 'Ticket',
							fileableId: byId('7'),
						},
					},
				],
				[{ json: {} }],
			);
			expect(error?.message).toBe('File ID is empty [item 0]');
			expect(kit.sonar.files).toEqual(files);
		},
	);
});
