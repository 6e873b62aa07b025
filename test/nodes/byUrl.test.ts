import type { INodeParameters } from 'n8n-workflow';

import { useKit } from './useKit';

const kit = useKit();
beforeAll(() => {
	for (const type of ['Account', 'NetworkSite', 'Ticket', 'Vendor'])
		kit.sonar.addEntity(type, { id: '7' });
});

const byUrl = { __rl: true, mode: 'url', value: '={{ $json.url }}' };
const page = (path: string) => `${kit.sonar.url}/app#/${path}/show/7?tab=2`;

async function run(type: string, parameters: INodeParameters, urls: string[]) {
	kit.sonar.clearLog();
	const { items } = await kit.run({
		type,
		parameters,
		input: urls.map((url) => ({ json: { url } })),
		onError: 'continueRegularOutput',
	});
	return items.map(({ json }) => json);
}

describe('By URL', () => {
	it.each([
		['Ticket', 'tickets'],
		['Account', 'accounts'],
		['NetworkSite', 'network/sites'],
	])('finds a %s', async (fileableType, path) => {
		const file = await kit.sonar.addFile({ filename: 'a.txt', content: 'a' });
		const parameters = { fileId: file, fileableType, fileableId: byUrl };
		expect(await run('sonarLinkFile', parameters, [page(path)])).toMatchObject([
			{ fileable_type: fileableType, fileable_id: '7' },
		]);
		const listed = await run('sonarListFiles', { fileableType, fileableId: byUrl }, [page(path)]);
		expect(listed).toMatchObject([{ id: file, fileable_type: fileableType }]);
	});

	it('refuses another type and another instance, each for its own item', async () => {
		const urls = [
			page('accounts'),
			'https://other.sonar.software/app#/tickets/show/7',
			page('tickets'),
		];
		const host = new URL(kit.sonar.url).host;
		const expected = [
			'The URL is of the type Account, not Ticket [item 0]',
			expect.stringMatching(
				`(Ticket|Entity) is a URL of other\\.sonar\\.software, but the credential is for ${host}`,
			) as unknown,
		];
		const comments = await run('sonarReplyToTicket', { ticketId: byUrl, body: 'a' }, urls);
		expect(comments.map(({ error, ticket_id }) => error ?? ticket_id)).toEqual([...expected, '7']);
		const files = await run('sonarListFiles', { fileableType: 'Ticket', fileableId: byUrl }, urls);
		expect(files.map(({ error }) => error)).toEqual(expected);
	});

	it('finds only what has a page', async () => {
		const parameters = { fileId: '61', fileableType: 'Vendor', fileableId: byUrl };
		const [refused] = await run('sonarLinkFile', parameters, [page('accounts')]);
		expect(refused!.error).toContain('By URL finds only Account, Network Site, Ticket, not Vendor');
		expect(kit.calls).toEqual([]);
	});

	it('relates a ticket to a network site and to its parent', async () => {
		const created = await run(
			'sonarCreateTicket',
			{
				subject: 'a',
				description: 'b',
				relatedTo: 'NetworkSite',
				relatedId: byUrl,
				additionalFields: { parentTicketId: { ...byUrl, value: page('tickets') } },
			},
			[page('network/sites')],
		);
		expect(created).toMatchObject([{ ticketable_type: 'NetworkSite', ticketable_id: '7' }]);
		expect(kit.sonar.entities('Ticket').at(-1)).toMatchObject({ parent_ticket_id: '7' });
	});
});
