import type { CharacterName } from '../../sonar/characters';
import { useKitWithNewSonars } from '../useKit';
import { addTickets, repliesOf } from './tickets';

const kit = useKitWithNewSonars();

const list = async (include: string[] = []) => {
	const { items, error } = await kit.run({
		type: 'sonarListTickets',
		parameters: {
			returnAll: true,
			options: { include },
			sort: { attribute: 'created_at', direction: 'ASC' },
		},
	});
	expect(error).toBeUndefined();
	return items.map(({ json }) => json);
};

describe('List Tickets', () => {
	it('reads 10,000 tickets in at most 30 requests', async () => {
		addTickets(kit.sonar, 10_000, () => 0);
		const tickets = await list();
		expect(new Set(tickets.map(({ ticket_id }) => ticket_id)).size).toBe(10_000);
		expect(kit.calls.length).toBeLessThanOrEqual(30);
	}, 60_000);

	it.each<CharacterName>(['lagsOneQuery', 'lagsTwoQueries'])(
		'finds a ticket of a moment ago by its ID, under %s',
		async (name) => {
			await kit.renewSonar({ characters: [name] });
			addTickets(kit.sonar, 2);
			const { items, error } = await kit.run({
				type: 'sonarListTickets',
				parameters: { scope: 'ids', ticketId: '2,1', options: { include: ['replies'] } },
			});
			expect(error).toBeUndefined();
			expect(items.map(({ json }) => repliesOf(json))).toEqual([['2 0', '2 1'], ['1 0']]);
		},
	);

	it.each<CharacterName[][]>([
		[['pageInfoRefused']],
		[['pagesOf10']],
		[['pagesOver10Refused']],
		[['pagesOver10Refused', 'pageInfoRefused']],
		[['pagesOf10', 'pageInfoRefused']],
		[['nestedListsWhole']],
		[['nestedListsWholeUnsaid']],
		[['nullRows']],
		[['tiesAnew']],
		[['window']],
		[['pagesToWindow']],
		[['emptyBehindWindow']],
		[['fewFieldsPerQuery']],
		[['textAsNumbers']],
		[['numbersAsText']],
	])('gives all tickets with all of their replies under %j', async (characters) => {
		await kit.renewSonar({ characters });
		addTickets(kit.sonar, 34);
		const all = ['replies', 'comments', 'recipients', 'categories', 'custom_fields'];
		const tickets = await list(all);
		const numbers = Array.from({ length: 34 }, (_, index) => index + 1);
		expect(tickets.map(({ ticket_id }) => ticket_id)).toEqual(numbers.map(String));
		for (const [index, ticket] of tickets.entries())
			expect(repliesOf(ticket)).toEqual(
				numbers.slice(0, index + 1).map((_, reply) => `${index + 1} ${reply}`),
			);
	});
});
