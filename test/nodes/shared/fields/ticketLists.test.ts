import type { INodeParameters } from 'n8n-workflow';

import { answerWith, status } from '../../../sonar/answers';
import { useKit } from '../../useKit';

const kit = useKit({ recordsPerPageLimit: 20 });
beforeAll(() => {
	const { sonar } = kit;
	for (const type of ['InboundMailbox', 'TicketGroup', 'User', 'TicketCategory']) {
		sonar.addEntity(type, { id: '1', name: `${type} in use` });
		sonar.addEntity(type, { id: '2', name: `${type} disabled`, details: { enabled: false } });
	}
	for (let id = 3; id <= 30; id += 1) {
		sonar.addEntity('TicketCategory', {
			id: String(id),
			name: `Kind ${String(id).padStart(2, '0')}`,
		});
	}
	sonar.addEntity('Ticket', { id: '7', subject: 'No internet' });
	sonar.addEntity('Account', { id: '4', name: 'Ada' });
	sonar.addEntity('NetworkSite', { id: '5', name: 'Tower' });
	const addField = (id: string, name: string, details: object) =>
		sonar.addEntity('CustomField', { id, name, details: { ...details } });
	addField('1', 'Region', { enum_options: ['North', 'South'], required: true });
	addField('2', 'Since', { field_type: 'DATE' });
	addField('3', 'Height', { entity_type: 'NetworkSite' });
});

const search = async (
	method: string,
	filter?: string,
	parameters: INodeParameters = {},
	nodeType = 'sonarCreateTicket',
) =>
	await kit.engine.searchList(nodeType, method, {
		parameters,
		credentials: { sonarApi: kit.credential },
		filter,
	});
const load = async (method: string) =>
	await kit.engine.loadOptions('sonarCreateTicket', method, {
		credentials: { sonarApi: kit.credential },
	});

describe('The lists for a ticket', () => {
	it.each([
		['searchInboundMailboxes', 'InboundMailbox'],
		['searchTicketGroups', 'TicketGroup'],
		['searchUsers', 'User'],
	])('of %s omit disabled entries', async (method, type) => {
		const all = [{ name: `${type} in use (#1)`, value: '1' }];
		expect((await search(method)).results).toEqual(all);
		expect((await search(method, 'USE')).results).toEqual(all);
		expect((await search(method, '1')).results).toEqual(all);
		expect((await search(method, 'disabled')).results).toEqual([]);
	});

	it('of assignees to filter by begin with nobody', async () => {
		const nobody = { name: 'Nobody', value: 'nobody' };
		const user = { name: 'User in use (#1)', value: '1' };
		const find = async (filter?: string) =>
			(await search('searchAssignees', filter, {}, 'sonarListTickets')).results;
		expect(await find()).toEqual([nobody, user]);
		expect(await find('NOB')).toEqual([nobody]);
		expect(await find('use')).toEqual([user]);
	});

	it.each([
		[{ filters: { relatedTo: 'NetworkSite' } }, 'Tower (#5)'],
		[{ filters: {} }, 'Ada (#4)'],
	])('have what a filter relates to: %j', async (parameters, name) => {
		const { results } = await search('searchRelated', undefined, parameters, 'sonarListTickets');
		expect(results.map((one) => one.name)).toEqual([name]);
	});

	it.each(['sonarCreateTicket', 'sonarReplyToTicket'])('have the tickets in %s', async (type) => {
		expect((await search('searchTickets', 'internet', {}, type)).results).toEqual([
			{ name: 'No internet · OPEN (#7)', value: '7' },
		]);
	});

	it.each([
		['Account', 'Ada (#4)'],
		['NetworkSite', 'Tower (#5)'],
	])('include every %s that a ticket can be related to', async (relatedTo, name) => {
		expect((await search('searchRelated', '', { relatedTo })).results[0]!.name).toBe(name);
	});

	it('include all categories, page by page', async () => {
		const categories = await load('getTicketCategories');
		expect(categories).toHaveLength(29);
		expect(categories[0]).toEqual({ name: 'Kind 03 (#3)', value: '3' });
		expect(categories.at(-1)!.name).toBe('TicketCategory in use (#1)');
	});

	it('include the custom fields of tickets, with their types', async () => {
		expect(await load('getCustomFields')).toEqual([
			{ name: 'Region (#1)', value: '1', description: 'One of North, South. Required.' },
			{ name: 'Since (#2)', value: '2', description: 'Type DATE' },
		]);
	});

	it('pass on Sonar’s message', async () => {
		answerWith(kit.sonar, '/api/graphql', status(401));
		await expect(load('getCustomFields')).rejects.toThrow('did not accept the access token');
	});
});
