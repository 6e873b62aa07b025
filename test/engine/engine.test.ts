import { existsSync } from 'node:fs';
import { Readable } from 'node:stream';

import { startSonar, type Sonar } from '../sonar';
import { answerWith } from '../sonar/answers';
import { chain, startEngine, type Engine } from './index';

let engine: Engine;
let sonar: Sonar;
beforeAll(async () => {
	engine = await startEngine({ timezone: 'Asia/Tokyo' });
	sonar = await startSonar();
});
afterEach(() => sonar.answerAsUsual());
afterAll(async () => {
	await Promise.allSettled([engine.close(), sonar.close()]);
});

const edit = (value: string) =>
	chain([
		{
			name: 'Edit',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: { assignments: { assignments: [{ id: '1', name: 'x', value, type: 'string' }] } },
		},
	]);

describe('The engine', () => {
	it('feeds the start node and resolves expressions in its time zone', async () => {
		const { output, error } = await engine.run({
			workflow: edit("={{ $('Manual').item.json.a }} {{ $now.zoneName }}"),
			input: [{ json: { a: 1 } }, { json: { a: 2 } }],
		});
		expect(error).toBeUndefined();
		expect(output('Edit').map(({ json }) => json.x)).toEqual(['1 Asia/Tokyo', '2 Asia/Tokyo']);
		expect(output('Edit', 1)).toEqual([]);
		expect(output('No such node')).toEqual([]);
	});

	it('pins the items of a start node that is no trigger', async () => {
		const workflow = edit('not executed');
		workflow.nodes.shift();
		workflow.connections = {};
		const { output } = await engine.run({ workflow, input: [{ json: { x: 'given' } }] });
		expect(output('Edit')).toEqual([expect.objectContaining({ json: { x: 'given' } })]);
	});

	it.each(['default', 'filesystem'] as const)('stores files in the mode %s', async (binaryMode) => {
		const other = await startEngine({ binaryMode });
		try {
			const content = Readable.from([Buffer.from('Hello')]);
			const data = await other.storeBinary(content, 'a.txt', 'text/plain');
			expect(data).toMatchObject({
				fileName: 'a.txt',
				mimeType: 'text/plain',
				fileExtension: 'txt',
			});
			expect(data.id === undefined).toBe(binaryMode === 'default');
			expect(String(await other.readBinary(data))).toBe('Hello');
		} finally {
			await other.close();
		}
		expect(existsSync(other.binaryFolder)).toBe(false);
		expect((await engine.storeBinary(Buffer.from('x'), 'x.txt')).id).toBeDefined();
	});

	it('moves files into the json in the combined mode, as n8n does', async () => {
		const workflow = edit('x');
		workflow.settings = { ...workflow.settings, binaryMode: 'combined' };
		const data = await engine.storeBinary(Buffer.from('x'), 'x.txt');
		const { output } = await engine.run({ workflow, input: [{ json: {}, binary: { data } }] });
		expect(output('Manual')[0]).toMatchObject({ json: { _files: { data: { id: data.id } } } });
		expect(output('Manual')[0]!.binary).toBeUndefined();
	});

	it('stops a run as a user would', async () => {
		const list = { name: 'List', type: 'n8n-nodes-sonar-software.sonarListFiles' };
		let stop = () => {};
		answerWith(sonar, '/', () => stop());
		const { run } = await engine.run({
			workflow: chain([{ ...list, parameters: { scope: 'all' } }]),
			credentials: { sonarApi: { instanceUrl: sonar.url, accessToken: sonar.token } },
			abortAfter: (cancel) => {
				stop = cancel;
			},
		});
		expect(run.status).toBe('canceled');
	});

	it('gives a failed run as a result, with the error of the node', async () => {
		const stop = {
			name: 'Fail',
			type: 'n8n-nodes-base.stopAndError',
			parameters: { errorMessage: 'No' },
		};
		const { error, errorOf, run } = await engine.run({ workflow: chain([stop]) });
		expect(run.status).toBe('error');
		expect(error?.message).toBe('No');
		expect(errorOf('Fail')?.message).toBe('No');
		expect(errorOf('Manual')).toBeUndefined();
	});

	it('tells the issues of a workflow before it runs, as n8n does', async () => {
		const upload = {
			name: 'Upload',
			type: 'n8n-nodes-sonar-software.sonarUploadFile',
			parameters: { binaryPropertyName: '' },
		};
		const { error } = await engine.run({ workflow: chain([upload]) });
		expect(error?.message).toContain('"Input Binary Field" is required');
	});

	it('tests a credential by the function of a node', async () => {
		const test = async (accessToken: string) =>
			await engine.testCredential('sonarApi', { instanceUrl: sonar.url, accessToken });
		expect(await test(sonar.token)).toEqual({ status: 'OK', message: 'Connection successful!' });
		expect(await test('wrong')).toMatchObject({ status: 'Error' });
	});
});
