import type { INodeExecutionData } from 'n8n-workflow';

import { chain } from '../../engine';
import { answerWith, json, status } from '../../sonar/answers';
import { numbered } from '../files';
import { useKit } from '../useKit';

const errorsOf = (items: INodeExecutionData[]) => items.map(({ json: { error } }) => error);

const kit = useKit({ largestRequestInBytes: 200_000 });

const textItems = async (count: number) => await kit.items(...numbered(count));
const upload = async (input: INodeExecutionData[], parameters = {}) =>
	await kit.run({
		type: 'sonarUploadFile',
		parameters,
		input,
		onError: 'continueRegularOutput',
	});

describe('Upload', () => {
	it('halves a request that is too large, down to the file that is too large itself', async () => {
		const input = await textItems(4);
		input[2] = await kit.item({ data: { name: 'large.bin', content: Buffer.alloc(250_000) } });
		const { items } = await upload(input);
		expect(items.map(({ json }) => json.error ?? json.filename)).toEqual([
			'0.txt',
			'1.txt',
			expect.stringContaining('Sonar refused the request as too large (HTTP 413)'),
			'3.txt',
		]);
		expect(kit.calls).toHaveLength(5);
	});

	it('halves a request that is refused as invalid', async () => {
		answerWith(
			kit.sonar,
			'/api/files',
			status(422, '{"errors":{"files.0":["Not allowed."]},"message":"Bad"}'),
		);
		const { items } = await upload(await textItems(3));
		expect(items.map(({ json }) => json.stored)).toEqual([true, true, true]);
		expect(kit.calls).toHaveLength(3);
	});

	it.each([
		[
			'two of three, as PHP leaves out',
			[0, 1],
			['0.txt', '1.txt', 'does not say what became of this file'],
		],
		[
			'the first two only by name',
			[1, 0],
			['0.txt', '1.txt', 'does not say what became of this file'],
		],
		['all in another order', [2, 0, 1], ['0.txt', '1.txt', '2.txt']],
	])('matches its files with an answer that names %s', async (_, order, expected) => {
		const files = order.map((index) => ({
			id: 100 + index,
			filename: `${index}.txt`,
			stored: true,
			failure_message: null,
		}));
		answerWith(kit.sonar, '/api/files', json({ files }));
		const { items } = await upload(await textItems(3));
		items.forEach(({ json: { id, filename, error } }, index) => {
			expect(error ?? filename).toContain(expected[index]);
			if (!error) expect(id).toBe(String(100 + index));
		});
	});

	it('matches files by order if Sonar renames them', async () => {
		const entry = (id: unknown, filename: string) => ({ id, filename, stored: true });
		answerWith(
			kit.sonar,
			'/api/files',
			json({ files: [entry('5', 'x-0.txt'), entry(6, 'x-1.txt')] }),
		);
		const { items } = await upload(await textItems(2));
		expect(items.map(({ json }) => [json.id, json.filename])).toEqual([
			['5', 'x-0.txt'],
			['6', 'x-1.txt'],
		]);
	});

	it.each([
		[{ id: null, stored: true }, 'stored the file but gave no ID for it'],
		[{ id: 'x', stored: true }, 'stored the file but gave no ID for it'],
		[{ id: 5, stored: false, failure_message: 'Virus' }, 'Sonar refused 0.txt: Virus'],
		[{ stored: false }, 'Sonar refused 0.txt: it gave no reason'],
		[{ id: 5 }, 'does not say whether it stored the file'],
		[{ id: 5, stored: false }, 'does not say whether it stored the file'],
	])('fails a file answered with %j', async (entry, message) => {
		answerWith(kit.sonar, '/api/files', json({ files: [{ filename: '0.txt', ...entry }] }));
		const { items } = await upload(await textItems(1));
		expect(errorsOf(items)[0]).toContain(message);
	});

	it('uploads the others if one file of a request cannot be read', async () => {
		const input = await textItems(3);
		const { id } = input[1]!.binary!.data!;
		const { unlink } = await import('node:fs/promises');
		const { Container } = await import('@n8n/di');
		const { BinaryDataService } = await import('n8n-core');
		await unlink(Container.get(BinaryDataService).getPath(id!));
		const before = kit.sonar.files.length;
		const { items } = await upload(input);
		expect(items.map(({ json }) => json.error ?? json.filename)).toEqual([
			'0.txt',
			expect.stringContaining('The file 1.txt cannot be read from n8n’s storage'),
			'2.txt',
		]);
		expect(kit.sonar.files).toHaveLength(before + 2);
	});

	it('sends nothing more after a failure with On Error: Stop', async () => {
		answerWith(kit.sonar, '/api/files', status(401));
		const { error } = await kit.run({
			type: 'sonarUploadFile',
			parameters: { options: { filesPerRequest: 1, parallelRequests: 1 } },
			input: await textItems(5),
		});
		expect(error?.message).toContain('HTTP 401');
		expect(kit.calls).toHaveLength(1);
	});
});

describe('A stopped execution', () => {
	it('ends its transfer at once and starts no more', async () => {
		let cancel = () => {};
		answerWith(kit.sonar, '/api/files', () => cancel());
		const input = await textItems(3);
		const started = kit.time.now();
		const result = await kit.engine.run({
			workflow: chain([
				{
					name: 'Node',
					type: 'n8n-nodes-sonar-software.sonarUploadFile',
					parameters: { options: { filesPerRequest: 1, parallelRequests: 1 } },
					credentials: ['sonarApi'],
				},
			]),
			credentials: { sonarApi: kit.credential },
			input,
			abortAfter: (stop) => (cancel = stop),
		});
		expect(result.run.status).toBe('canceled');
		expect(kit.time.now()).toBe(started);
		expect(kit.calls).toHaveLength(1);
	});
});
