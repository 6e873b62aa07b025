import { useKit } from '../../useKit';

const kit = useKit({ recordsPerPageLimit: 20 });
beforeAll(() => {
	const { sonar } = kit;
	sonar.addEntity('Ticket', { id: '7' });
	for (let id = 1; id <= 45; id += 1) {
		const details = {
			job_type: { id: '1', name: id % 2 ? 'Repair 12' : 'Visit' },
			jobbable_type: 'Account',
			jobbable_id: '1',
		};
		sonar.addEntity('Job', { id: String(id), details });
		sonar.addEntity('TicketReply', {
			id: String(id),
			ticket_id: id > 21 ? '7' : '8',
			body: 'Re 7',
		});
	}
	sonar.addEntity('Account', { id: '1', name: '100% "sure"' });
	sonar.addEntity('Account', { id: '2', name: 'Same' });
	sonar.addEntity('Account', { id: '3', name: 'Same' });
	sonar.addEntity('PrintedInvoiceBatch', { id: '1', details: { date: '2026-02-28' } });
	sonar.addEntity('PrintedInvoiceBatch', { id: '2', details: { date: '2026-03-01' } });
	sonar.addEntity('PrintedInvoiceBatch', { id: '3', details: { date: null } });
	sonar.addEntity('AchBatch', { id: '1', created_at: '2025-12-31T23:59:59+00:00' });
	sonar.addEntity('AchBatch', { id: '2', created_at: '2026-01-01T00:00:00+00:00' });
});

const search = async (fileableType: string, filter?: string, paginationToken?: string) =>
	await kit.engine.searchList('sonarLinkFile', 'searchFileables', {
		parameters: { fileableType },
		credentials: { sonarApi: kit.credential },
		filter,
		paginationToken,
	});
const searchAll = async (type: string, filter?: string) => {
	const ids: unknown[] = [];
	let token: string | undefined;
	do {
		const { results, paginationToken } = await search(type, filter, token);
		ids.push(...results.map(({ value }) => value));
		token = paginationToken;
	} while (token);
	return ids;
};
const idsOf = async (type: string, filter: string) =>
	(await search(type, filter)).results.map(({ value }) => value);

describe('What a person types into the search', () => {
	it.each([
		'%',
		'_',
		'"',
		"' OR 1=1 --",
		'\\',
		'*',
		'{ id }',
		'12abc',
		'1.0',
		'-1',
		'1e3',
		'0',
		'9'.repeat(20),
		'#',
		'\u0661',
		'😀',
		'x'.repeat(10_000),
	])('reaches Sonar word by word, unchanged, and is not an ID: %#', async (text) => {
		await search('Account', text);
		await search('Job', text);
		const words = text.split(' ').sort((a, b) => b.length - a.length);
		// Further searches fetch the names of the jobs' accounts.
		expect(kit.asked('accounts')[0]!.search).toEqual([
			{
				string_fields: words.map((search_value) => ({
					attribute: 'name',
					search_value,
					match: true,
					partial_matching: true,
				})),
			},
		]);
		const asked = kit.asked('jobs').map(({ search, general_search }) => [search, general_search]);
		expect(asked).toEqual(expect.arrayContaining(words.map((word) => [undefined, word])));
	});

	it('may be blank, which lists everything', async () => {
		expect(await idsOf('Account', ' \t')).toEqual(['1', '2', '3']);
	});

	it('finds nothing of a type with only dates, unless it is a date', async () => {
		for (const words of ['march', '%', '2026-02-30', '2026-13', '2026-3', '03/01/2026', '20260301'])
			expect(await searchAll('PrintedInvoiceBatch', words)).toEqual([]);
		expect(await searchAll('PrintedInvoiceBatch', '2026')).toEqual(['2', '1']);
		expect(await searchAll('PrintedInvoiceBatch', '2026-02')).toEqual(['1']);
		expect(await searchAll('PrintedInvoiceBatch', '2026-03-01')).toEqual(['2']);
		expect(await searchAll('PrintedInvoiceBatch', '3')).toEqual(['3']);
	});

	it('finds what was created on that day, to the second', async () => {
		expect(await searchAll('AchBatch', '2025-12-31')).toEqual(['1']);
		expect(await searchAll('AchBatch', '2025-12')).toEqual(['1']);
		expect(await searchAll('AchBatch', '2026')).toEqual(['2']);
	});

	it('finds by a number the matching ID, text or ticket, each once', async () => {
		expect(await idsOf('Job', '12')).toEqual(['12', ...odd(45, 7)]);
		const replies = await searchAll('TicketReply', '7');
		expect(replies.slice(0, 20)).toContain('45');
		expect(new Set(replies).size).toBe(45);
		expect(replies).toHaveLength(45);
	});
});

/** Odd numbers, in descending order. */
function odd(from: number, to: number): string[] {
	return Array.from({ length: (from - to) / 2 + 1 }, (_, index) => String(from - 2 * index));
}

describe('A list of several pages', () => {
	it('is read page by page, in a full-text search too', async () => {
		expect(await searchAll('Job')).toEqual(Array.from({ length: 45 }, (_, i) => String(45 - i)));
		expect(await searchAll('Job', 'repair')).toEqual(odd(45, 1));
		expect(kit.asked('jobs').map(({ paginator }) => (paginator as { page: number }).page)).toEqual([
			1, 2, 3, 1, 2,
		]);
	});

	it.each([
		['2 of 5', 2, 5],
		['3 of 10', 3, 10],
		['2 of 100', 2, 100],
		['12', 12, 50],
	])('resumes at the token %p', async (token, page, size) => {
		await search('Account', undefined, token);
		expect(kit.asked('accounts').map(({ paginator }) => paginator)).toEqual([
			{ page, records_per_page: size },
		]);
	});

	it.each(['0', '-1', 'x', '2x', '1.5', '2 of 0', '2 of 5x', '', '9'.repeat(30)])(
		'starts at the beginning with a token that is none: %p',
		async (token) => {
			const { results } = await search('Account', undefined, token);
			expect(results).toHaveLength(3);
		},
	);
});
