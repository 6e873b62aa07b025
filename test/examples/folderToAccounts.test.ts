import { answerWith, reset, status } from '../sonar/answers';
import type { CharacterName } from '../sonar/characters';
import { names } from '../sonar/characters/names';
import { HEAD, keyOf, useFolderExample } from './folderExample';

const folder = useFolderExample();
const { kit } = folder;
/** As macOS writes it. */
const DECOMPOSED = 'scans/Küche.txt'.normalize('NFD');
beforeAll(async () => {
	await folder.write('contract.pdf', 'of Jane');
	await folder.write('scans/contract.pdf', 'of the farm');
	await folder.write('scans/photo (2) [roof].jpg', 'roof');
	await folder.write('scans/{a,b}*?.txt', 'odd');
	await folder.write(DECOMPOSED, 'kitchen');
	await folder.write('setup.exe', 'MZ');
});

/** As Sonar has a row's file. */
const fileOf = (
	id: string,
	name: string,
	account: string,
	description: string,
	content: string,
) => {
	const document = `[document ${id}, ${keyOf(id)}]`;
	return [`${keyOf(id)}-${name}`, account, `${description} ${document}`.trim(), content];
};

const ROWS = [
	'1,1,contract.pdf,Contract',
	'12,2,scans/contract.pdf,"Contract, signed"',
	'A7,2,scans/photo (2) [roof].jpg,',
];

/** With IDs and paths that neither a name in Sonar nor n8n's pattern for files takes as they are. */
const HARD_ROWS = [
	...ROWS,
	'a7,1,contract.pdf,',
	'INV 2019-7/b,2,"scans\\{a,b}*?.txt",',
	'Straße 5, 1 ,contract.pdf,',
	`1.23E+05x,1,${DECOMPOSED},`,
];

describe('The example folder-to-accounts', () => {
	it('goes on where a run broke off: it links what was uploaded, and uploads what is missing', async () => {
		await kit.sonar.addFile({ filename: `${keyOf('12')}-contract.pdf`, content: 'of the farm' });
		await kit.sonar.addFile({ filename: 'retired-112-other.pdf', content: '' });
		const { linked, notDone } = await folder.run(...ROWS);
		expect(notDone).toEqual({});
		expect(linked.map((row) => row.document_id).sort()).toEqual(['1', '12', 'A7']);
		expect(folder.inSonar()).toEqual([
			fileOf('12', 'contract.pdf', '2', 'Contract, signed', 'of the farm'),
			['retired-112-other.pdf', null, null, ''],
			fileOf('1', 'contract.pdf', '1', 'Contract', 'of Jane'),
			fileOf('A7', 'photo (2) [roof].jpg', '2', '', 'roof'),
		]);
	});

	it.each(Object.keys(names) as CharacterName[])(
		'does each row once in two runs, under %s',
		async (name) => {
			await folder.renewSonar({ characters: [name] });
			folder.addAccounts();
			// A byte order mark, as Excel and n8n write it.
			const csv = [`\uFEFF${HEAD}`, ...HARD_ROWS].join('\r\n');
			const first = await folder.runCsv(csv);
			expect(first.notDone).toEqual({});
			expect(first.linked).toHaveLength(HARD_ROWS.length);
			const before = folder.inSonar();
			expect(before).toHaveLength(HARD_ROWS.length);
			expect(before.map(([, account]) => account)).not.toContain(null);
			kit.sonar.clearLog();
			expect(await folder.runCsv(csv)).toEqual({ linked: [], notDone: {} });
			expect(folder.inSonar()).toEqual(before);
			expect(kit.calls).toEqual(['query', 'query', 'query']);
		},
	);

	it('says for each file why it was not done, and does the others', async () => {
		await folder.write('last.txt', 'last');
		const { linked, notDone } = await folder.run(
			'20,1,missing.pdf,',
			'21,1,setup.exe,',
			'22,99,contract.pdf,',
			'23,1,last.txt,',
		);
		expect(linked).toMatchObject([{ document_id: '23', account_id: '1' }]);
		expect(notDone).toEqual({
			20: expect.stringContaining('No file(s) found') as string,
			21: expect.stringContaining('The file type is not allowed') as string,
			22: expect.stringContaining('fileable id is invalid') as string,
		});
	});

	it('leaves no copy behind where the outcome of an upload was unknown', async () => {
		await folder.write('unknown.txt', 'unknown');
		answerWith(kit.sonar, '/api/files', async (request, response, carryOut) => {
			await carryOut();
			// Nor does Sonar tell the outcome afterwards.
			answerWith(kit.sonar, '/api/graphql', status(500));
			await reset(request, response, carryOut);
		});
		const first = await folder.run('30,1,unknown.txt,');
		expect(first.notDone[30]).toContain('unknown');
		const second = await folder.run('30,1,unknown.txt,');
		expect(second.linked).toMatchObject([{ document_id: '30' }]);
		expect(folder.inSonar()).toEqual([fileOf('30', 'unknown.txt', '1', '', 'unknown')]);
	});
});
