import type { IDataObject } from 'n8n-workflow';

import { AGENT, type ToolCall } from '../engine/agent';
import { useKit } from '../nodes/useKit';
import { Example } from './example';

const kit = useKit();
beforeAll(async () => {
	kit.sonar.addEntity('Account', { id: '1', name: 'Jane Example' });
	kit.sonar.addEntity('Account', { id: '2', name: 'Example Farm' });
	kit.sonar.addEntity('Account', { id: '3', name: 'Somebody Else' });
	await addFile('418', 'application/pdf', '%PDF-1.4');
	await addFile('419', 'text/plain', `${'contract '.repeat(2222)} ${'😀'.repeat(3501)}`);
	await addFile('420', 'text/csv', ' ');
	await addFile('421', 'image/png', 'pixels');
});

const addFile = async (id: string, mime_type: string, content: string) =>
	await kit.sonar.addFile({
		id,
		filename: `Document ${id}`,
		content,
		mime_type,
		fileable_type: 'Account',
		fileable_id: '1',
	});

/** The example with an agent that makes these calls, and without nodes that n8n's engine lacks. */
const example = (...calls: ToolCall[]) =>
	new Example(kit, 'summarize-customer-documents.json')
		.replace('When Chat Message Received', 'n8n-nodes-base.manualTrigger')
		.replace('AI Agent', AGENT, { calls: JSON.stringify(calls) })
		.without('OpenAI Chat Model', 'Simple Memory', 'Read Document');

describe('The example summarize-customer-documents', () => {
	it('gives the agent a tool that finds accounts by name, and one that lists their files', async () => {
		const { error, output } = await example(
			{ tool: 'Find_Account', said: { name: 'example' } },
			{ tool: 'List_Files_of_Account', said: { account_id: '1' } },
		).run([{ json: {} }], 'When Chat Message Received');
		expect(error).toBeUndefined();
		const [found, listed] = output('AI Agent').map(({ json }) => json);
		expect(found!.asked).toEqual({ name: 'Name of the customer, or a part of it' });
		expect(found!.answer).toEqual([
			{
				data: {
					accounts: {
						entities: [
							{ id: '1', name: 'Jane Example' },
							{ id: '2', name: 'Example Farm' },
						],
						page_info: { total_count: 2 },
					},
				},
			},
		]);
		expect(listed!.description).toContain('Lists the newest 50 files of an account');
		expect(listed!.asked).toEqual({ account_id: 'ID of the account, from Find Account' });
		expect((listed!.answer as unknown as IDataObject[]).map(({ id }) => id)).toEqual([
			'421',
			'420',
			'419',
			'418',
		]);
	});

	const read = async (file_id: string) => {
		const { error, output } = await example().run(
			[{ json: { file_id } }],
			'When Read Document Is Called',
		);
		return { error, document: (output('Document')[0] ?? output('Cannot Be Read')[0])?.json };
	};

	// The reader of PDFs is an ES module, which jest cannot load into n8n's node.
	it('hands a PDF to n8n’s reader of PDFs', async () => {
		const { error, output } = await example()
			.standIn('Text of PDF')
			.replace('Document', 'n8n-nodes-base.noOp')
			.run([{ json: { file_id: '418' } }], 'When Read Document Is Called');
		expect(error).toBeUndefined();
		const [read] = output('Text of PDF');
		expect(read!.json.operation).toBe('pdf');
		expect(read!.binary!.data!.mimeType).toBe('application/pdf');
	});

	it('reads a text file, of a long one only the beginning, and says so', async () => {
		const { document } = await read('419');
		expect(document!.filename).toBe('Document 419');
		const text = document!.text as string;
		// Its last character was cut in two.
		expect(text.slice(19_990)).toBe(
			'ontract  \u{FFFD}\n[This is only the beginning: 20,000 of 27001 characters.]',
		);
	});

	it('says where there is nothing to read', async () => {
		expect((await read('420')).document!.text).toContain('There is no text in it');
		expect((await read('421')).document!.text).toBe(
			'A file of the type image/png cannot be read here.',
		);
	});

	it('fails in words for a file that Sonar does not have', async () => {
		expect((await read('999')).error?.message).toContain('Sonar has no file with the ID 999');
	});
});
