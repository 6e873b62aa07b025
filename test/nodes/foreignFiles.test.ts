import type { INodeExecutionData } from 'n8n-workflow';

import { textFile } from './files';
import { useKit } from './useKit';

const kit = useKit();

/** JSON that describes a file of another execution, as anybody can send it to a webhook. */
async function forged(): Promise<INodeExecutionData['json']> {
	const { binary } = await kit.item({ data: textFile('secret of another execution') });
	const file = JSON.parse(JSON.stringify(binary!.data)) as INodeExecutionData['json'];
	return { file, _files: { data: file }, binary: { data: file } };
}

describe('A file of another execution', () => {
	it.each([
		'*',
		'data',
		'file',
		'_files.data',
		'json.file',
		'={{ $json.file }}',
		'={{ [$json.file] }}',
		'={{ $json._files }}',
		'={{ $json.binary }}',
		'={{ $json }}',
	])('is not uploaded by JSON that describes it and the field %s', async (binaryPropertyName) => {
		const { items, error } = await kit.run({
			type: 'sonarUploadFile',
			parameters: { binaryPropertyName },
			input: [{ json: await forged() }],
		});
		expect(items).toEqual([]);
		expect(error?.message).toBeDefined();
		expect(kit.calls).toEqual([]);
	});

	it('is no attachment of a ticket', async () => {
		const { items } = await kit.run({
			type: 'sonarCreateTicket',
			parameters: {
				relatedTo: 'none',
				subject: 'S',
				description: 'D',
				binaryPropertyName: '={{ $json.file }}',
			},
			input: [{ json: await forged() }],
			onError: 'continueRegularOutput',
		});
		expect(items[0]!.json.error).toContain('does not come from a node of this execution');
		expect(kit.calls).toEqual([]);
	});
});

describe('A file of an earlier node of this execution', () => {
	it('is uploaded by an expression, although it is no longer in a field', async () => {
		await kit.sonar.addFile({ filename: 'b.txt', content: 'b' });
		const result = await kit.runChain(
			[
				{ type: 'sonarListFiles', parameters: { scope: 'all' } },
				{
					type: 'sonarUploadFile',
					parameters: { binaryPropertyName: "={{ $('Manual').item.binary.data }}" },
				},
			],
			[await kit.item({ data: textFile('a.txt') })],
		);
		const [{ json }] = result.output('sonarUploadFile') as [INodeExecutionData];
		expect(String(kit.sonar.content(json.id as string))).toBe('a.txt');
	});
});
