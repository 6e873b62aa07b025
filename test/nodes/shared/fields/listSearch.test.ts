import { basename } from 'node:path';

import type { INodeProperties } from 'n8n-workflow';

import { n8n } from '../../../../package.json';
import { answerWith, json, status } from '../../../sonar/answers';
import { byId } from '../../kit';
import { useKit } from '../../useKit';

const kit = useKit({ recordsPerPageLimit: 20 });
beforeAll(() => {
	const { sonar } = kit;
	for (let id = 1; id <= 45; id += 1) {
		sonar.addEntity('Account', { id: `${id}`, name: `Farm ${String(id).padStart(2, '0')}` });
	}
	sonar.addEntity('Account', { id: '46', name: 'An "odd" {name} 7' });
	sonar.addEntity('Ticket', { id: '7', subject: 'No internet' });
	sonar.addEntity('Ticket', { id: '8', subject: 'Slow INTERNET' });
	sonar.addEntity('Ticket', { id: '9', subject: '' });
	sonar.addEntity('CallLog', { id: '3', subject: 'Asked for a form' });
	sonar.addEntity('Company', { id: '4', name: 'Example Inc.' });
	sonar.addEntity('InventoryModel', { id: '5', name: 'Antenna' });
	sonar.addEntity('NetworkSite', { id: '6', name: 'Tower' });
	sonar.addEntity('Vendor', { id: '9223372036854775807', name: 'Supplier' });
});

const search = async (
	fileableType: string,
	filter?: string,
	paginationToken?: string,
	nodeType = 'sonarLinkFile',
) =>
	await kit.engine.searchList(nodeType, 'searchFileables', {
		parameters: { fileableType },
		credentials: { sonarApi: kit.credential },
		filter,
		paginationToken,
	});

describe('The list of entities', () => {
	it('shows names and ids in the order of the names, page by page', async () => {
		const pages = [await search('Account')];
		while (pages.at(-1)!.paginationToken) {
			pages.push(await search('Account', undefined, pages.at(-1)!.paginationToken));
		}
		expect(pages.map(({ results }) => results.length)).toEqual([20, 20, 6]);
		expect(pages.map(({ paginationToken }) => paginationToken)).toEqual([
			'2 of 20',
			'3 of 20',
			undefined,
		]);
		const results = pages.flatMap((page) => page.results);
		expect(results.slice(0, 2)).toEqual([
			{ name: 'An "odd" {name} 7 (#46)', value: '46' },
			{ name: 'Farm 01 (#1)', value: '1' },
		]);
		expect(new Set(results.map(({ value }) => value)).size).toBe(46);
		expect(kit.calls).toEqual(['query', 'query', 'query']);
		expect(kit.asked('accounts').map(({ paginator }) => paginator)).toEqual([
			{ page: 1, records_per_page: 50 },
			{ page: 2, records_per_page: 20 },
			{ page: 3, records_per_page: 20 },
		]);
	});

	it('shows each once if Sonar refuses the size of a later page', async () => {
		const refusal = { message: 'The records per page are too many.', path: ['f0'] };
		const refused = json({ data: { f0: null }, errors: [refusal] });
		answerWith(kit.sonar, '/api/graphql', 'as usual', refused);
		const pages = [await search('Account')];
		while (pages.at(-1)!.paginationToken) {
			pages.push(await search('Account', undefined, pages.at(-1)!.paginationToken));
		}
		const values = pages.flatMap(({ results }) => results.map(({ value }) => value));
		expect(values).toHaveLength(46);
		expect(new Set(values).size).toBe(46);
	});

	it.each([
		['CallLog', 'FORM', 'Asked for a form (#3)'],
		['Company', 'example', 'Example Inc. (#4)'],
		['InventoryModel', 'ant', 'Antenna (#5)'],
		['NetworkSite', 'tow', 'Tower (#6)'],
		['Vendor', 'supp', 'Supplier (#9223372036854775807)'],
		['Account', '"odd" {name}', 'An "odd" {name} 7 (#46)'],
		['Account', ' farm 33 ', 'Farm 33 (#33)'],
	])('finds a %s by %p', async (type, filter, name) => {
		const { results, paginationToken } = await search(type, filter);
		expect(results.map((result) => result.name)).toEqual([name]);
		expect(paginationToken).toBeUndefined();
		expect(kit.calls).toEqual(['query']);
	});

	it('shows the newest tickets first, even without a subject', async () => {
		expect((await search('Ticket', '')).results).toEqual([
			{ name: 'OPEN (#9)', value: '9' },
			{ name: 'Slow INTERNET · OPEN (#8)', value: '8' },
			{ name: 'No internet · OPEN (#7)', value: '7' },
		]);
		expect((await search('Ticket', 'internet')).results.map(({ value }) => value)).toEqual([
			'8',
			'7',
		]);
	});

	it('finds by ID, beside names with the same digits', async () => {
		expect((await search('Ticket', '9')).results.map(({ value }) => value)).toEqual(['9']);
		expect((await search('Account', '7')).results.map(({ value }) => value)).toEqual([
			'46',
			'7',
			'17',
			'27',
			'37',
		]);
		expect((await search('Account', '07')).results.map(({ value }) => value)).toEqual(['7']);
		expect((await search('Account', '9'.repeat(19))).results).toEqual([]);
		expect((await search('Account', '9'.repeat(18))).results).toEqual([]);
	});

	describe('takes each word by itself', () => {
		const find = async (type: string, filter: string) =>
			(await search(type, filter)).results.map(({ name }) => name);

		beforeAll(() => {
			const { sonar } = kit;
			sonar.addEntity('Account', { id: '100', name: 'Smith, Anna' });
			sonar.addEntity('Account', { id: '101', name: 'Smith, Annabel' });
			sonar.addEntity('Account', { id: '102', name: 'Smythe, Anna' });
			sonar.addEntity('NetworkSite', { id: '100', name: 'Hill' });
			const about = (
				id: string,
				status: 'OPEN' | 'PENDING_INTERNAL',
				type: string,
				subject: string,
			) =>
				sonar.addEntity('Ticket', {
					id,
					status,
					subject,
					details: { ticketable_type: type, ticketable_id: '100' },
				});
			about('201', 'OPEN', 'Account', 'Router broken');
			about('202', 'PENDING_INTERNAL', 'Account', 'Router moved');
			about('203', 'OPEN', 'NetworkSite', 'Router broken');
			// More than five pages of tickets that have only one of the words.
			for (let id = 1000; id < 1150; id += 1) about(`${id}`, 'OPEN', 'NetworkSite', 'Mast');
		});
		afterAll(() => {
			const { sonar } = kit;
			for (const { id } of sonar.entities('Ticket').filter((one) => Number(one.id) > 200))
				sonar.removeEntity('Ticket', id);
			for (const id of ['100', '101', '102']) sonar.removeEntity('Account', id);
			sonar.removeEntity('NetworkSite', '100');
		});

		it.each([
			['anna smith', ['Smith, Anna (#100)', 'Smith, Annabel (#101)']],
			['  Smith,anna ', ['Smith, Anna (#100)', 'Smith, Annabel (#101)']],
			['smith annab', ['Smith, Annabel (#101)']],
			['smith bob', []],
			['smith 102', []],
			['anna 102', ['Smythe, Anna (#102)']],
		])('of an account: %j', async (filter, names) => {
			expect(await find('Account', filter)).toEqual(names);
			expect(kit.calls).toHaveLength(1);
		});

		const [open, pending, site] = [
			'Router broken · OPEN · Smith, Anna (#201)',
			'Router moved · PENDING_INTERNAL · Smith, Anna (#202)',
			'Router broken · OPEN · Hill (#203)',
		];

		it.each([
			['anna smith', [pending, open]],
			['router', [site, pending, open]],
			['broken router', [site, open]],
			['smith open', [open]],
			['OPEN router hill', [site]],
			['pending internal', [pending]],
			['pending', [pending]],
			['#202', [pending]],
			['202 anna', [pending]],
			['202 hill', []],
			['bob router', []],
		])('of a ticket: %j', async (filter, names) => {
			expect(await find('Ticket', filter)).toEqual(names);
		});
	});

	it('explains what is wrong with the entity type', async () => {
		await expect(search('')).rejects.toThrow('Entity Type is empty');
		await expect(search('={{ $json.x }}')).rejects.toThrow(
			'Entity Type must be the name of a type',
		);
	});

	it('passes on Sonar’s message', async () => {
		answerWith(kit.sonar, '/api/graphql', status(401));
		await expect(search('Account')).rejects.toThrow('Sonar did not accept the access token');
		answerWith(kit.sonar, '/api/graphql', json({ data: { f0: null } }));
		await expect(search('InventoryModel')).rejects.toMatchObject({
			message: 'Sonar answered without a list of inventory models',
			description:
				'Check the instance URL, and that the token’s user may read this in Sonar (READ_FILE, and for entities READ_TICKET, READ_ACCOUNT and so on).',
		});
	});

	it('ends at an empty page, whatever the server counts', async () => {
		answerWith(
			kit.sonar,
			'/api/graphql',
			json({ data: { f0: { entities: [], page_info: { total_pages: 9 } } } }),
		);
		expect(await search('Account')).toEqual({ results: [] });
	});

	it('returns an ID that both nodes accept', async () => {
		await kit.sonar.addFile({ id: '61', filename: 'a.txt', content: 'a' });
		const { results } = await search('Account', 'Farm 12', undefined, 'sonarListFiles');
		const fileableId = { ...byId(''), mode: 'list', ...(results[0] as object) };
		const linked = await kit.run({
			type: 'sonarLinkFile',
			parameters: { fileId: '61', fileableType: 'Account', fileableId },
		});
		expect(linked.items[0]!.json).toEqual({
			id: '61',
			file_id: '61',
			fileable_type: 'Account',
			fileable_id: '12',
			linked: true,
		});
		const listed = await kit.run({
			type: 'sonarListFiles',
			parameters: { fileableType: 'Account', fileableId },
		});
		expect(listed.items.map(({ json: { id } }) => id)).toEqual(['61']);
	});

	it('is the first choice in every field for an entity', () => {
		const locators = n8n.nodes.flatMap((path) => {
			const type = basename(path, '.node.js').replace(/^S/, 's');
			const { properties } = kit.engine.descriptionOf(type);
			const collections = properties.filter(({ type }) => type === 'collection');
			const inner = collections.flatMap(({ options }) => options ?? []) as INodeProperties[];
			return [...properties, ...inner].filter((property) => property.type === 'resourceLocator');
		});
		expect([...new Set(locators.map(({ name }) => name))].sort()).toEqual([
			'fileableId',
			'inboundMailboxId',
			'parentTicketId',
			'relatedId',
			'ticketGroupId',
			'ticketId',
			'userId',
		]);
		const list = { mode: 'list', value: '' };
		// Update Ticket takes the ticket of its item.
		const ofItem = { mode: 'id', value: '={{ $json.ticket_id }}' };
		for (const { default: value, modes } of locators) {
			expect([list, ofItem]).toContainEqual(value);
			expect(modes![0]).toMatchObject({ name: 'list', typeOptions: { searchable: true } });
			expect(modes![1]!.name).toBe('id');
		}
	});
});
