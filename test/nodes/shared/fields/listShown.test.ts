import { answerWith, json } from '../../../sonar/answers';
import { useKit } from '../../useKit';

const kit = useKit();
const HOSTILE = `<style>${'x'.repeat(50_000)}</style><p>Hi <img src=x onerror=alert(1)>Ada,</p>`;
beforeAll(() => {
	const { sonar } = kit;
	sonar.addEntity('Account', { id: '1', name: '100% "sure"' });
	sonar.addEntity('Account', { id: '2', name: 'Same' });
	sonar.addEntity('Account', { id: '3', name: 'Same' });
	sonar.addEntity('Ticket', { id: '7', subject: 'x'.repeat(500) });
	sonar.addEntity('TicketReply', { id: '100', ticket_id: '9', author: 'Ada', body: HOSTILE });
});

const search = async (fileableType: string, filter?: string) =>
	await kit.engine.searchList('sonarLinkFile', 'searchFileables', {
		parameters: { fileableType },
		credentials: { sonarApi: kit.credential },
		filter,
	});

describe('What the list shows', () => {
	it('distinguishes equal names, and keeps symbols', async () => {
		expect((await search('Account')).results.map(({ name }) => name)).toEqual([
			'100% "sure" (#1)',
			'Same (#2)',
			'Same (#3)',
		]);
	});

	it('is one line of text for a reply in HTML, and the start of a long subject', async () => {
		expect((await search('TicketReply', '#100')).results[0]!.name).toBe(
			'Ticket 9 · Ada · Hi Ada, (#100)',
		);
		expect((await search('Ticket')).results[0]!.name).toBe(`${'x'.repeat(80)}… · OPEN (#7)`);
	});

	it('falls back to a reply’s email address or user if it has no author', async () => {
		const { sonar } = kit;
		sonar.addEntity('User', { id: '3', name: 'Grace' });
		const reply = { ticket_id: '3000', body: 'Yes' };
		sonar.addEntity('TicketReply', {
			...reply,
			id: '200',
			details: { author: null, author_email: 'ada@example.com', user_id: '3' },
		});
		sonar.addEntity('TicketReply', { ...reply, id: '201', details: { author: '', user_id: '3' } });
		sonar.addEntity('TicketReply', { ...reply, id: '202' });
		expect((await search('TicketReply', '3000')).results.map(({ name }) => name)).toEqual([
			'Ticket 3000 · Yes (#202)',
			'Ticket 3000 · Grace · Yes (#201)',
			'Ticket 3000 · ada@example.com · Yes (#200)',
		]);
	});

	it('copes with a job whose customer is unknown, deleted or of another type', async () => {
		const { sonar } = kit;
		const job = (id: string, details: object) =>
			sonar.addEntity('Job', { id, details: { job_type: { id: '9', name: 'Odd' }, ...details } });
		job('301', { jobbable_type: null, jobbable_id: '12' });
		job('302', { jobbable_type: 'Account', jobbable_id: null });
		job('303', { jobbable_type: 'Account', jobbable_id: '999' });
		job('304', { jobbable_type: 'Prospect', jobbable_id: '12' });
		job('305', { jobbable_type: 'constructor', jobbable_id: '12' });
		job('306', { job_type: null, scheduled_datetime: '2026-03-01T09:00:00-06:00' });
		expect((await search('Job', 'odd')).results.map(({ name }) => name)).toEqual([
			'Odd · constructor 12 (#305)',
			'Odd · Prospect 12 (#304)',
			'Odd · Account 999 (#303)',
			'Odd (#302)',
			'Odd (#301)',
		]);
		expect((await search('Job', '306')).results.map(({ name }) => name)).toEqual([
			'2026-03-01 09:00 -06:00 (#306)',
		]);
	});

	it('includes the names of other entities, each fetched once, by type', async () => {
		const { sonar } = kit;
		sonar.addEntity('NetworkSite', { id: '1', name: 'Tower' });
		for (const [id, type] of [
			['401', 'Account'],
			['402', 'Account'],
			['403', 'NetworkSite'],
		] as const) {
			const details = {
				job_type: { id: '8', name: 'Even' },
				jobbable_type: type,
				jobbable_id: '1',
			};
			sonar.addEntity('Job', { id, details });
		}
		sonar.clearLog();
		expect((await search('Job', 'even')).results.map(({ name }) => name)).toEqual([
			'Even · Tower (#403)',
			'Even · 100% "sure" (#402)',
			'Even · 100% "sure" (#401)',
		]);
		const one = {
			search: [{ integer_fields: [{ attribute: 'id', search_value: '1', operator: 'EQ' }] }],
			paginator: { page: 1, records_per_page: 1 },
		};
		expect(kit.asked('accounts')).toContainEqual(one);
		expect(kit.asked('network_sites')).toContainEqual(one);
	});

	it('omits a name of unexpected form', async () => {
		const job = {
			id: '1',
			job_type: { name: 'Repair' },
			jobbable_type: 'Account',
			jobbable_id: '1',
		};
		answerWith(
			kit.sonar,
			'/api/graphql',
			json({ data: { f0: { entities: [job] } } }),
			json({ data: { f0: { entities: [null, { id: '1', name: { of: 'Ada' } }] } } }),
		);
		expect((await search('Job')).results.map(({ name }) => name)).toEqual([
			'Repair · Account 1 (#1)',
		]);
	});

	it('copes with values that are null, numbers, blank or of another type', async () => {
		const entities = [
			{ id: 1, name: null },
			{ id: '2', name: 2026 },
			{ id: '3', name: ' \n ' },
			{ id: '4', name: { text: 'x' } },
			{ id: '5', name: 'a\n\u202eb' },
			null,
			{ id: '6' },
		];
		answerWith(kit.sonar, '/api/graphql', json({ data: { f0: { entities } } }));
		expect((await search('Account', undefined)).results.map(({ name }) => name)).toEqual([
			'Without a name (#1)',
			'2026 (#2)',
			'Without a name (#3)',
			'Without a name (#4)',
			'a b (#5)',
			'Without a name (#6)',
		]);
	});

	it('is an error if an entity has no ID', async () => {
		for (const id of [null, '', 'x', 1.5, {}]) {
			const entities = [{ id, name: 'x' }];
			answerWith(kit.sonar, '/api/graphql', json({ data: { f0: { entities } } }));
			await expect(search('Account')).rejects.toThrow('Sonar answered without the ID of an entity');
		}
	});
});
