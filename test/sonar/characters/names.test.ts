import { startClient } from '../client';
import type { names } from './names';

const SENT = ['Ä b.PDF', 'x.tar.gz'];
/** As macOS would send it. */
const DECOMPOSED = 'Ä b.PDF'.normalize('NFD');

const stored: Record<keyof typeof names, string[]> = {
	blanksToUnderscores: ['Ä_b.PDF', 'x.tar.gz'],
	namesInLowerCase: ['ä b.pdf', 'x.tar.gz'],
	namesInNfc: ['Ä b.PDF'.normalize('NFC'), 'x.tar.gz'],
	namesInNfd: [DECOMPOSED, 'x.tar.gz'],
	namesInAscii: ['A b.PDF', 'x.tar.gz'],
	slugs: ['-b.pdf', 'x-tar.gz'],
	namesAllTheSame: ['file.PDF', 'file.gz'],
	namesNumbered: ['1_Ä b.PDF', '2_x.tar.gz'],
	namesNumberedBehind: ['Ä b (1).PDF', 'x.tar (2).gz'],
	namesCut: SENT,
	namesHashed: [
		expect.stringMatching(/^[0-9a-f]{40}\.PDF$/) as string,
		expect.stringMatching(/^[0-9a-f]{40}\.gz$/) as string,
	],
	answersRepeatNames: SENT,
};

describe('names', () => {
	it.each(Object.entries(stored))('under %s', async (name, expected) => {
		const sonar = await startClient({ characters: [name as keyof typeof names] });
		try {
			const [first, second] = SENT as [string, string];
			const sent = name === 'namesInNfc' ? DECOMPOSED : first;
			const response = await sonar.upload(['a', sent], ['b', second]);
			const { files } = (await response.json()) as { files: Array<{ filename: string }> };
			expect(files.map(({ filename }) => filename)).toEqual(expected);
			expect(sonar.files.map(({ filename }) => filename)).toEqual(expected);
		} finally {
			await sonar.close();
		}
	});

	it('cut what is long, and are repeated beside what lists say', async () => {
		const sonar = await startClient({ characters: ['namesCut', 'answersRepeatNames'] });
		const response = await sonar.upload(['a', 'a name of more than twenty characters.txt']);
		expect(await response.json()).toMatchObject({
			files: [{ filename: 'a name of more than twenty characters.txt' }],
		});
		expect(sonar.files[0]?.filename).toBe('a name of more than .txt');
		await sonar.close();
	});
});
