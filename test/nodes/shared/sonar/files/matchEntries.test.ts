import { Readable } from 'node:stream';

import { matchEntries } from '../../../../../nodes/shared/sonar/files/matchEntries';
import { SonarClient } from '../../../../../nodes/shared/sonar/http/SonarClient';
import { useQuietServer } from '../http/quietServer';
import { answerFiles } from './answerFiles';

const file = (name: string, size = 1) => ({
	name,
	size,
	mimeType: 'text/plain',
	open: () => Readable.from([]),
});

const quiet = useQuietServer();

const match = async (names: string[], entries: string[], sizes: number[] = []) => {
	const files = names.map((name, index) => file(name, sizes[index]));
	const answer = entries.map((filename, index) => ({ id: index + 1, filename, stored: true }));
	const matched = await matchEntries(new SonarClient(quiet.host()), files, answer);
	return files.map((one) => matched.get(one)?.id);
};

describe('The entries of an upload’s answer', () => {
	it.each<[string, string[], string[], Array<number | undefined>]>([
		['are in order', ['a', 'b'], ['a', 'b'], [1, 2]],
		['have the same names in another order', ['a', 'b'], ['b', 'a'], [2, 1]],
		[
			'have names that differ only in punctuation',
			['a b.pdf', 'a_b.pdf'],
			['a_b.pdf', 'a b.pdf'],
			[2, 1],
		],
		['have one name for two files', ['a b.pdf', 'a_b.pdf'], ['a_b.pdf', 'a_b.pdf'], [1, 2]],
		['have numbered names', ['a b.pdf', 'a_b.pdf'], ['a_b.pdf', 'a_b_1.pdf'], [1, 2]],
		['have equal names', ['a', 'a'], ['a', 'a'], [1, 2]],
		['have blanks, case and accents changed', ['É a.pdf', 'B.pdf'], ['e_a.pdf', 'b.pdf'], [1, 2]],
		['have changed names in another order', ['É a.pdf', 'B.pdf'], ['b.pdf', 'e_a.pdf'], [2, 1]],
		['are one entry for one file, whatever its name', ['a'], ['x'], [1]],
		['are fewer than the files', ['a', 'b'], ['b'], [undefined, 1]],
		['are fewer, with another name', ['a', 'b'], ['B'], [undefined, undefined]],
		['are fewer, and the files share a name', ['a', 'a'], ['a'], [undefined, undefined]],
		[
			'are fewer, and one may be another file’s',
			['a b', 'x', 'a_b'],
			['a_b', 'x'],
			[undefined, 2, undefined],
		],
		['are more than the files', ['a', 'b'], ['x', 'a', 'b'], [2, 3]],
		['are more, with one name twice', ['a', 'b'], ['a', 'a', 'b'], [undefined, 3]],
		['are none', ['a'], [], [undefined]],
	])('are matched if they %s', async (_, names, entries, ids) => {
		expect(await match(names, entries)).toEqual(ids);
		expect(quiet.calls).toBe(0);
	});

	it.each<[string, number[], Record<string, number>, Array<number | undefined>]>([
		['confirm the order', [10, 20], { 1: 10, 2: 20 }, [1, 2]],
		['show another order', [10, 20], { 1: 20, 2: 10 }, [2, 1]],
		['are smaller than those that were sent', [10, 20], { 1: 9, 2: 19 }, [1, 2]],
	])(
		'are matched by size if the names have neither letters nor digits and the sizes %s',
		async (...row) => {
			const [, sent, sizes, ids] = row;
			answerFiles(quiet, (id) => ({ file_size_in_bytes: sizes[id] }));
			const names = ['?', '!', ';'].slice(0, sent.length);
			expect(
				await match(
					names,
					names.map(() => '_'),
					sent,
				),
			).toEqual(ids);
			expect(quiet.calls).toBe(1);
		},
	);

	it('may lack a name', async () => {
		const matched = await matchEntries(
			new SonarClient(quiet.host()),
			[file('a')],
			[{ id: 1, filename: null }],
		);
		expect([...matched.values()]).toEqual([{ id: 1, filename: null }]);
	});
});
