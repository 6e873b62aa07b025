import type { CharacterName } from '../../../sonar';
import { errors } from '../../../sonar/characters/errors';
import { lists } from '../../../sonar/characters/lists';
import { values } from '../../../sonar/characters/values';
import { scaleTime } from '../../scaledTime';
import { useKit } from '../../useKit';
import { addEntities, ID, TYPES } from './knownEntities';

const kit = useKit();
beforeEach(scaleTime);

const search = async (fileableType: string, filter?: string) => {
	const { results } = await kit.engine.searchList('sonarListFiles', 'searchFileables', {
		parameters: { fileableType },
		credentials: { sonarApi: kit.credential },
		filter,
	});
	return results;
};

const names = Object.keys({ ...lists, ...values, ...errors }) as CharacterName[];

describe('The list of entities', () => {
	it.each(names)('finds each type under %s', async (name) => {
		await kit.renewSonar({ characters: [name] });
		addEntities(kit.sonar);
		for (const [type, { words, shown }] of Object.entries(TYPES)) {
			const found = [{ name: `${shown} (#${ID})`, value: ID }];
			expect([words, await search(type, words.at(-1))]).toEqual([words, found]);
			expect((await search(type)).map(({ value }) => value)).toContain(ID);
		}
	});
});
