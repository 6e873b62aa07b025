import { isGood } from '../../probe/report';
import { ROWS } from '../../probe/run';
import { ACCOUNT, OWN_TICKET } from './books';
import { booksOf, probe, rowOf, startFull } from './probing';

describe('A probe of a Sonar as its documentation has it', () => {
	it('finds everything as expected, and changes nothing', async () => {
		const sonar = await startFull();
		const before = booksOf(sonar);
		const { report, left } = await probe(sonar);
		expect(report.findings.filter(({ verdict }) => verdict !== 'as expected')).toEqual([]);
		expect(report.findings).toHaveLength(ROWS.reading);
		expect(report).toMatchObject({ mode: 'reading', complete: true, requests: sonar.log.length });
		expect(report.seconds).toBeLessThan(60);
		// At a second each, that is less than a minute.
		expect(report.requests).toBeLessThanOrEqual(50);
		expect(isGood(report)).toBe(true);
		expect(left).toEqual([]);
		expect(booksOf(sonar)).toEqual(before);
		expect(sonar.log.filter(({ operation }) => operation === 'mutation')).toEqual([]);
		expect(
			sonar.log.filter(({ method, path }) => method === 'POST' && path === '/api/files'),
		).toEqual([]);
	});

	it('finds uploads, links, deletions and changes as expected, and leaves nothing behind', async () => {
		const sonar = await startFull();
		const before = booksOf(sonar);
		const { report, left, changed } = await probe(sonar, { account: ACCOUNT, ticket: OWN_TICKET });
		expect(changed).toEqual([]);
		expect(report.findings).toHaveLength(ROWS.reading + ROWS.account + ROWS.ticket);
		expect(report.findings.filter(({ verdict }) => verdict !== 'as expected')).toEqual([]);
		expect(report).toMatchObject({ mode: 'writing', complete: true, requests: sonar.log.length });
		expect(report.requests).toBeLessThanOrEqual(100);
		expect(left).toEqual([]);
		expect(booksOf(sonar)).toEqual(before);
		const stored = sonar.log.flatMap((request) => request.stored ?? []);
		expect(stored).toHaveLength(38);
		const linked = sonar.log.filter(({ fields }) =>
			fields?.some(({ name }) => name === 'linkFileToEntity'),
		);
		expect(linked).toHaveLength(3);
	});

	it('sends one request after the other', async () => {
		const sonar = await startFull();
		let open = 0;
		let most = 0;
		const counted = new Proxy(fetch, {
			apply: async (send, self, args: Parameters<typeof fetch>) => {
				most = Math.max(most, ++open);
				return await Promise.resolve(Reflect.apply(send, self, args)).finally(() => open--);
			},
		});
		jest.spyOn(globalThis, 'fetch').mockImplementation(counted);
		await probe(sonar, { account: ACCOUNT });
		expect(most).toBe(1);
	});

	it('sends at most a hundred, however little Sonar takes at once', async () => {
		const sonar = await startFull({
			characters: ['fewFieldsPerQuery', 'pagesOver10Refused', 'manyRefusedBy400', 'lagsTwoQueries'],
			entitiesPerQueryLimit: 1,
		});
		const before = booksOf(sonar);
		const { report, left } = await probe(sonar, { account: ACCOUNT, ticket: OWN_TICKET });
		expect(sonar.log.length).toBeLessThanOrEqual(100);
		expect(report.requests).toBe(sonar.log.length);
		expect(left).toEqual([]);
		expect(booksOf(sonar)).toEqual(before);
	});

	it('tells how many rows a page gives, and asks for few where Sonar may give all', async () => {
		const sonar = await startFull({ characters: ['pagesOf500', 'allRowsWithoutPage'] });
		for (let number = 0; number < 1100; number += 1)
			await sonar.addFile({ filename: `${number}.txt`, content: 'x' });
		const probed = await probe(sonar);
		expect(rowOf(probed, 'pageSizes')).toBe(
			'handled: 100: 100 rows; 500: 500 rows; 1000: 500 rows, pages of 500',
		);
		expect(rowOf(probed, 'noPage')).toBe('as expected: all of 60');
	});

	it('says what it cannot see in an instance that is empty', async () => {
		const sonar = await startFull();
		for (const { id } of sonar.files) await sonar.remove(id);
		const probed = await probe(sonar);
		expect(rowOf(probed, 'download')).toBe('not seen: There is no file of 1 byte to 5 MB');
		expect(rowOf(probed, 'ties')).toBe('not seen: There are no more than 5 files');
		expect(isGood(probed.report)).toBe(true);
	});
});
