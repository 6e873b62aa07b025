import { GraphQLError } from 'graphql';

import type { Character } from '../sonar/characters';
import { HEAD, useFolderExample } from './folderExample';

const folder = useFolderExample();
const { kit } = folder;
beforeAll(async () => await folder.write('contract.pdf', 'of Jane'));

describe('The example folder-to-accounts', () => {
	it('refuses rows that it could not find again, or would send elsewhere, and sends nothing for them', async () => {
		const decomposed = 'Ä'.normalize('NFD');
		expect(
			await folder.run(
				'1.23E+05,1,contract.pdf,',
				'5,1,contract.pdf,',
				' 5 ,2,contract.pdf,',
				'Ä,1,contract.pdf,',
				`${decomposed},1,contract.pdf,`,
				',1,contract.pdf,',
				'6,1.2E+01,contract.pdf,',
				'7,1,,',
				'8,1,scans/../../other.pdf,',
			),
		).toEqual({
			linked: [],
			notDone: {
				'1.23E+05':
					'A spreadsheet program has shortened document_id to 1.23E+05: format the column as text',
				'5': 'document_id 5 stands in 2 rows',
				Ä: 'document_id Ä stands in 2 rows',
				'': 'document_id is empty',
				'6': 'account_id "1.2E+01" is no ID',
				'7': 'file "" is no path within the folder',
				'8': 'file "scans/../../other.pdf" is no path within the folder',
			},
		});
		expect(kit.calls).toEqual([]);
	});

	it.each([
		['semicolons', `${HEAD}\n1,1,contract.pdf,`.replaceAll(',', ';'), 'has no column document_id'],
		['no UTF-8', Buffer.from(`${HEAD}\n1,1,contract.pdf,K\xfcche`, 'latin1'), 'as UTF-8'],
	])('refuses a file with %s', async (_, csv, reason) => {
		const { linked, notDone } = await folder.runCsv(csv);
		expect(linked).toEqual([]);
		expect(Object.values(notDone)).toEqual([expect.stringContaining(reason)]);
		expect(kit.calls).toEqual([]);
	});

	it('refuses a file that is on another account already', async () => {
		await folder.run('1,1,contract.pdf,');
		expect(await folder.run('1,2,contract.pdf,')).toEqual({
			linked: [],
			notDone: { 1: 'It is on Account 1 already, as file 61' },
		});
		expect(folder.inSonar()).toHaveLength(1);
	});

	it('refuses the rows of an account whose files cannot be listed, and does the others', async () => {
		const secret: Character = {
			description: 'The files of account 2 are not for everybody.',
			listArguments(plain) {
				if (plain.fileable_id === '2') throw new GraphQLError('Not for your eyes.');
				return plain;
			},
		};
		await folder.renewSonar({ characters: [secret] });
		folder.addAccounts();
		const { linked, notDone } = await folder.run('1,1,contract.pdf,', '2,2,contract.pdf,');
		expect(linked).toMatchObject([{ document_id: '1' }]);
		expect(notDone[2]).toMatch(/^The files of account 2 cannot be listed: .*Not for your eyes/);
		expect(folder.inSonar()).toHaveLength(1);
	});

	it('sends no second copy of what lies unlinked and without its name, and says so', async () => {
		await folder.renewSonar({ characters: ['namesHashed'] });
		const first = await folder.run('40,1,contract.pdf,');
		expect(first.notDone[40]).toContain('fileable id is invalid');
		folder.addAccounts();
		expect(await folder.run('40,1,contract.pdf,')).toEqual({
			linked: [],
			notDone: {
				40: `It may be in Sonar already, linked to nothing and without its name. If so, delete it and run again: file 61 (${kit.sonar.files[0]!.filename})`,
			},
		});
		expect(folder.inSonar()).toHaveLength(1);
	});
});
