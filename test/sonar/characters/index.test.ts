import {
	allowedUnder,
	characterNames,
	characters,
	fromSeed,
	harmlessNames,
	startSonar,
	type CharacterName,
} from '..';

describe('characters', () => {
	it('are described, and told from one another by their names', () => {
		const descriptions = characterNames.map((name) => characters[name].description);
		expect(new Set(descriptions).size).toBe(descriptions.length);
		for (const description of descriptions) expect(description).toMatch(/\.$/);
	});

	it('are chosen by a seed, always the same', () => {
		expect(fromSeed(17)).toEqual(fromSeed(17));
		const seeds = Array.from({ length: 500 }, (_, seed) => fromSeed(seed));
		expect(new Set(seeds.flat())).toEqual(new Set(characterNames));
		for (const chosen of seeds) expect(new Set(chosen).size).toBe(chosen.length);
		expect(seeds.some(({ length }) => length === 0)).toBe(true);
	});

	it('say what is allowed under them', () => {
		for (const name of harmlessNames) expect(allowedUnder([name]).size).toBe(0);
		expect([...allowedUnder(['noContentLength', 'pictureSizesDiffer', 'lagsOneQuery'])]).toEqual([
			'listLags',
			'downloadFails',
		]);
	});

	it('are known by name', async () => {
		await expect(startSonar({ characters: ['kind' as CharacterName] })).rejects.toThrow(
			/^There is no character kind: blanksToUnderscores, /,
		);
	});
});
