import type { CharacterName } from '../../../sonar';
import { lists } from '../../../sonar/characters/lists';
import { values } from '../../../sonar/characters/values';
import { useKit } from '../../useKit';
import { addEntities, ID, TYPES } from './knownEntities';

const kit = useKit();

const search = async (fileableType: string, filter?: string) => {
	const { results } = await kit.engine.searchList('sonarListFiles', 'searchFileables', {
		parameters: { fileableType },
		credentials: { sonarApi: kit.credential },
		filter,
	});
	return results;
};

/** A type for each way of asking: by attributes, states, dates, all text, relations, further names. */
const WAYS = [
	'Account',
	'AchBatch',
	'Address',
	'InventoryItem',
	'Job',
	'PrintedInvoiceBatch',
	'Ticket',
	'TicketComment',
	'TicketReply',
];

const names = Object.keys({ ...lists, ...values }) as CharacterName[];

describe('The list of entities', () => {
	it.each(names)('finds what a person types, under %s', async (name) => {
		await kit.renewSonar({ characters: [name] });
		addEntities(kit.sonar);
		for (const type of WAYS) {
			const { words, shown } = TYPES[type]!;
			const found = [{ name: `${shown} (#${ID})`, value: ID }];
			expect([words, await search(type, words.at(-1))]).toEqual([words, found]);
		}
		expect((await search('TicketReply')).map(({ value }) => value)).toContain(ID);
	});

	it('is read to the end, without duplicates, in pages of ten', async () => {
		await kit.renewSonar({ characters: ['pagesOver10Refused', 'nullRows', 'tiesAnew'] });
		for (let id = 1; id <= 35; id += 1) kit.sonar.addEntity('Account', { name: 'Same' });
		const ids: unknown[] = [];
		let paginationToken: string | undefined;
		do {
			const page = await kit.engine.searchList('sonarListFiles', 'searchFileables', {
				parameters: { fileableType: 'Account' },
				credentials: { sonarApi: kit.credential },
				paginationToken,
			});
			ids.push(...page.results.map(({ value }) => value));
			paginationToken = page.paginationToken;
		} while (paginationToken);
		expect(ids).toEqual(Array.from({ length: 35 }, (_, index) => String(index + 1)));
	});
});
