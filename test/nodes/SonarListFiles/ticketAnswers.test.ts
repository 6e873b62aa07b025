import type { INodeParameters } from 'n8n-workflow';

import { answerWith, data } from '../../sonar/answers';
import { byId } from '../kit';
import { useKit } from '../useKit';

const kit = useKit();

const list = async (parameters: INodeParameters) =>
	await kit.run({
		type: 'sonarListFiles',
		parameters: { fileableType: 'Ticket', fileableId: byId('7'), ...parameters },
	});
const namesOf = ({ items }: Pick<Awaited<ReturnType<typeof list>>, 'items'>) =>
	items.map(({ json: { filename } }) => filename);

describe('List Files of a ticket, if Sonar answers oddly', () => {
	it.each([
		['the replies', 'ticket replies', { files: 1, ticket_comments: 1 }],
		['the comments', 'ticket comments', { files: 1, ticket_replies: 1 }],
		['the files', 'files', { ticket_replies: 1, ticket_comments: 1 }],
	])('fails on an answer without %s', async (_, what, lists) => {
		const page = { entities: [], page_info: { total_pages: 1 } };
		const ticket = Object.fromEntries(Object.keys(lists).map((name) => [name, page]));
		answerWith(kit.sonar, '/api/graphql', data({ entities: [{ id: 7, ...ticket }] }));
		expect((await list({})).error?.message).toBe(
			`Sonar answered without a list of ${what} [item 0]`,
		);
	});

	it('fails if Sonar gives no ticket at all', async () => {
		answerWith(kit.sonar, '/api/graphql', data(null));
		expect((await list({})).error?.message).toBe('Sonar has no ticket with the ID 7 [item 0]');
	});

	it('rereads the replies if one was removed meanwhile, up to three times', async () => {
		const repliesOf = (count: number, ...ids: string[]) => ({
			entities: ids.map((id) => ({
				id,
				files: {
					entities: [{ id, filename: id, created_at: `2026-01-${id}T00:00:00Z` }],
					page_info: { total_pages: 1, total_count: 1 },
				},
			})),
			page_info: { total_pages: 2, total_count: count },
		});
		const none = { entities: [], page_info: { total_pages: 1, total_count: 0 } };
		const answer = (ticket_replies: object) =>
			data({ entities: [{ id: '7', files: none, ticket_comments: none, ticket_replies }] });
		const removing = [answer(repliesOf(3, '13', '12')), answer(repliesOf(2, '10'))];
		const whole = [answer(repliesOf(2, '13', '11')), answer(repliesOf(2, '10'))];
		answerWith(kit.sonar, '/api/graphql', ...removing, ...whole);
		expect(namesOf(await list({}))).toEqual(['13', '11', '10']);
		expect(kit.calls).toHaveLength(4);
		answerWith(kit.sonar, '/api/graphql', ...removing, ...removing, ...removing);
		const { error } = await list({});
		expect(error?.message).toBe(
			'The list of ticket replies changed again and again while it was read [item 0]',
		);
		expect(error?.description).toBe(
			'Entries may be missing from the list. Retry when nobody is changing it.',
		);
		expect(kit.calls).toHaveLength(10);
	});

	it('rereads a reply’s files if one was removed meanwhile', async () => {
		const files = (count: number, ...ids: string[]) => ({
			entities: ids.map((id) => ({ id, filename: id, created_at: `2026-01-${id}T00:00:00Z` })),
			page_info: { total_pages: 2, total_count: count },
		});
		const none = { entities: [], page_info: { total_pages: 1, total_count: 0 } };
		const ticket_comments = {
			entities: [{ id: '49', files: files(3, '13', '12') }],
			page_info: { total_pages: 1, total_count: 1 },
		};
		const ticket = { id: '7', files: none, ticket_replies: none, ticket_comments };
		answerWith(
			kit.sonar,
			'/api/graphql',
			data({ entities: [ticket] }),
			data(files(2, '10')),
			data(files(2, '13', '11')),
			data(files(2, '10')),
		);
		expect(namesOf(await list({ returnAll: true }))).toEqual(['13', '11', '10']);
		expect(kit.calls).toHaveLength(4);
	});

	it('counts a reply once if it is on two pages', async () => {
		const info = (total_pages: number) => ({ page_info: { total_pages } });
		const none = { entities: [], ...info(1) };
		const file = { id: '1', filename: 'a.txt', created_at: '2026-01-01T00:00:00Z' };
		const reply = { id: '49', files: { entities: [file], ...info(1) } };
		const ticket = {
			id: '7',
			files: none,
			ticket_replies: { entities: [reply], ...info(9) },
			ticket_comments: none,
		};
		const answer = data({ entities: [ticket] });
		answerWith(kit.sonar, '/api/graphql', answer, answer);
		expect(namesOf(await list({}))).toEqual(['a.txt']);
		expect(kit.calls).toHaveLength(2);
	});
});
