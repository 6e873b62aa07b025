import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { useKitWithNewSonars } from '../nodes/useKit';
import { answerWith, reset, status } from '../sonar/answers';
import { Example } from './example';

/** The variable by which n8n says below which folders it reads files. */
const RESTRICTION = 'N8N_RESTRICT_FILE_ACCESS_TO';

let folder: string;
// Before the engine is started, which reads the variable.
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'retired-'));
	process.env[RESTRICTION] = folder;
	await mkdir(join(folder, 'scans'));
	await writeFile(join(folder, 'contract.pdf'), 'of Jane');
	await writeFile(join(folder, 'scans/contract.pdf'), 'of the farm');
	await writeFile(join(folder, 'scans/photo (2) [roof].jpg'), 'roof');
	await writeFile(join(folder, 'setup.exe'), 'MZ');
});
const kit = useKitWithNewSonars({ refusedExtensions: ['exe'] });
beforeEach(() => {
	for (const id of ['1', '2']) kit.sonar.addEntity('Account', { id, name: `Account ${id}` });
});
afterAll(async () => {
	delete process.env[RESTRICTION];
	await rm(folder, { recursive: true, force: true });
});

const run = async (...rows: string[]) => {
	await writeFile(
		join(folder, 'files.csv'),
		['document_id,account_id,file,description', ...rows].join('\r\n'),
	);
	const example = new Example(kit, 'folder-to-accounts.json');
	const [setting] = (
		example.node('Settings').parameters.assignments as { assignments: Array<{ value: string }> }
	).assignments;
	setting!.value = folder;
	const { error, output } = await example.run();
	expect(error).toBeUndefined();
	const rowsOf = (node: string) => output(node).map(({ json }) => json);
	return { linked: rowsOf('Linked'), notDone: rowsOf('Not Done') };
};

const inSonar = () =>
	kit.sonar.files.map(({ id, filename, fileable_id: account, description }) => [
		filename,
		account,
		description,
		String(kit.sonar.content(id)),
	]);

const ROWS = [
	'1,1,contract.pdf,Contract',
	'12,2,scans/contract.pdf,"Contract, signed"',
	'A7,2,scans/photo (2) [roof].jpg,',
];

describe('The example folder-to-accounts', () => {
	it('goes on where a run broke off: it links what was uploaded, and uploads what is missing', async () => {
		await kit.sonar.addFile({ filename: 'retired-12-contract.pdf', content: 'of the farm' });
		await kit.sonar.addFile({ filename: 'retired-112-other.pdf', content: '' });
		const { linked, notDone } = await run(...ROWS);
		expect(notDone).toEqual([]);
		expect(linked.map((row) => row.document_id).sort()).toEqual(['1', '12', 'A7']);
		expect(inSonar()).toEqual([
			['retired-12-contract.pdf', '2', 'Contract, signed', 'of the farm'],
			['retired-112-other.pdf', null, null, ''],
			['retired-1-contract.pdf', '1', 'Contract', 'of Jane'],
			['retired-A7-photo (2) [roof].jpg', '2', null, 'roof'],
		]);
	});

	it('sends no file and no link when it is run again', async () => {
		expect((await run(...ROWS)).linked).toHaveLength(3);
		const before = inSonar();
		kit.sonar.clearLog();
		const { linked, notDone } = await run(...ROWS);
		expect([linked, notDone]).toEqual([[], []]);
		expect(inSonar()).toEqual(before);
		expect(kit.calls).toEqual(['query']);
	});

	it('says for each file why it was not done, and does the others', async () => {
		await writeFile(join(folder, 'last.txt'), 'last');
		const { linked, notDone } = await run(
			'20,1,missing.pdf,',
			'21,1,setup.exe,',
			'22,99,contract.pdf,',
			'23,1,last.txt,',
		);
		expect(linked).toMatchObject([{ document_id: '23', account_id: '1' }]);
		expect(notDone).toHaveLength(3);
		expect(Object.fromEntries(notDone.map((row) => [row.document_id, row.error]))).toEqual({
			20: expect.stringContaining('No file(s) found') as string,
			21: expect.stringContaining('The file type is not allowed') as string,
			22: expect.stringContaining('fileable id is invalid') as string,
		});
	});

	it('leaves no copy behind where the outcome of an upload was unknown', async () => {
		await writeFile(join(folder, 'unknown.txt'), 'unknown');
		answerWith(kit.sonar, '/api/files', async (request, response, carryOut) => {
			await carryOut();
			// Nor does Sonar tell the outcome afterwards.
			answerWith(kit.sonar, '/api/graphql', status(500));
			await reset(request, response, carryOut);
		});
		const first = await run('30,1,unknown.txt,');
		expect(first.notDone[0]!.error).toContain('unknown');
		const second = await run('30,1,unknown.txt,');
		expect(second.linked).toMatchObject([{ document_id: '30' }]);
		expect(inSonar().filter(([name]) => name === 'retired-30-unknown.txt')).toHaveLength(1);
	});
});
