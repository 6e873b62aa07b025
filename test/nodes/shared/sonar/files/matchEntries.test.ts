import { Readable } from 'node:stream';

import { matchEntries } from '../../../../../nodes/shared/sonar/files/matchEntries';
import type { SonarClient } from '../../../../../nodes/shared/sonar/http/SonarClient';

/** Fails if it is asked anything: these answers hold enough. */
const nobody = {} as SonarClient;

const file = (name: string, size = 1) => ({
	name,
	size,
	mimeType: 'text/plain',
	open: () => Readable.from([]),
});

const match = async (names: string[], entries: string[]) => {
	const files = names.map((name) => file(name));
	const answer = entries.map((filename, index) => ({ id: index + 1, filename, stored: true }));
	const matched = await matchEntries(nobody, files, answer);
	return files.map((one) => matched.get(one)?.id);
};

describe('The entries of an upload’s answer', () => {
	it.each<[string, string[], string[], Array<number | undefined>]>([
		['are in order', ['a', 'b'], ['a', 'b'], [1, 2]],
		['have the very names in another order', ['a', 'b'], ['b', 'a'], [2, 1]],
		['have one name for two', ['a b.pdf', 'a_b.pdf'], ['a_b.pdf', 'a_b.pdf'], [1, 2]],
		['have numbered names', ['a b.pdf', 'a_b.pdf'], ['a_b.pdf', 'a_b_1.pdf'], [1, 2]],
		['have equal names', ['a', 'a'], ['a', 'a'], [1, 2]],
		['have blanks, case and accents changed', ['É a.pdf', 'B.pdf'], ['e_a.pdf', 'b.pdf'], [1, 2]],
		['have changed names in another order', ['É a.pdf', 'B.pdf'], ['b.pdf', 'e_a.pdf'], [2, 1]],
		['are one for one file, whatever its name', ['a'], ['x'], [1]],
		['are fewer than the files', ['a', 'b'], ['b'], [undefined, 1]],
		['are fewer and of another name', ['a', 'b'], ['B'], [undefined, undefined]],
		['are fewer for files of one name', ['a', 'a'], ['a'], [undefined, undefined]],
		[
			'are fewer and may be of another file',
			['a b', 'x', 'a_b'],
			['a_b', 'x'],
			[undefined, 2, undefined],
		],
		['are more than the files', ['a', 'b'], ['x', 'a', 'b'], [2, 3]],
		['are more with one name twice', ['a', 'b'], ['a', 'a', 'b'], [undefined, 3]],
		['are none', ['a'], [], [undefined]],
	])('are matched if they %s', async (_, names, entries, ids) => {
		expect(await match(names, entries)).toEqual(ids);
	});

	it('survive names that are none', async () => {
		const matched = await matchEntries(nobody, [file('a')], [{ id: 1, filename: null }]);
		expect([...matched.values()]).toEqual([{ id: 1, filename: null }]);
	});
});
