import type { ListOptions } from '../../../../../nodes/shared/sonar/graphql/paging';
import { PagedList } from '../../../../../nodes/shared/sonar/graphql/PagedList';
import { SonarError, type FailureCode } from '../../../../../nodes/shared/sonar/SonarError';

const start = (options: Partial<ListOptions> = {}) =>
	new PagedList({ what: 'files', limit: Infinity, pageSize: 500, ...options });
const entities = (...ids: number[]) => ids.map((id) => ({ id: String(id) }));
const idsOf = (list: PagedList<{ id: string }>) => list.entities.map(({ id }) => Number(id));
const asked = (list: PagedList<{ id: string }>) => list.nextArguments().paginator;

describe('A list with pages', () => {
	it('is sorted by ID last', () => {
		const attribute = 'created_at';
		expect(start({ sort: { attribute, direction: 'DESC' } }).nextArguments().sorter).toEqual([
			{ attribute, direction: 'DESC' },
			{ attribute: 'id', direction: 'ASC' },
		]);
		expect(start({ sort: { attribute: 'id', direction: 'DESC' } }).nextArguments().sorter).toEqual([
			{ attribute: 'id', direction: 'DESC' },
		]);
	});

	it('is sorted by ID by default, and sends no empty search', () => {
		const first = { page: 1, records_per_page: 500 };
		const byId = { attribute: 'id', direction: 'ASC' };
		for (const search of [undefined, []]) {
			expect(start({ search }).nextArguments()).toEqual({ sorter: [byId], paginator: first });
		}
		const search = [{ integer_fields: [{ attribute: 'id', search_value: '61', operator: 'EQ' }] }];
		expect(start({ search: search as never }).nextArguments().search).toBe(search);
	});

	it('is read up to the last page that Sonar counts', () => {
		const list = start();
		list.addPage({ entities: entities(1, 2), totalPages: 2, totalCount: 3 });
		expect(asked(list)).toEqual({ page: 2, records_per_page: 500 });
		expect(list.isDone).toBe(false);
		list.addPage({ entities: entities(3), totalPages: 2, totalCount: 3 });
		expect(list.isDone).toBe(true);
		expect(idsOf(list)).toEqual([1, 2, 3]);
	});

	it('gives no more entities than the limit, and says whether it left any out', () => {
		const list = start({ limit: 2 });
		expect(asked(list).records_per_page).toBe(2);
		list.addPage({ entities: entities(1, 2, 3), totalPages: 1, totalCount: 3 });
		expect(list.isDone).toBe(true);
		expect(idsOf(list)).toEqual([1, 2]);
		expect(list.isLimited).toBe(true);
		const whole = start({ limit: 2 });
		whole.addPage({ entities: entities(1, 2), totalPages: 1, totalCount: 2 });
		expect(whole.isLimited).toBe(false);
	});

	it('ends with a page that brings nothing new if Sonar does not count', () => {
		const list = start();
		list.addPage({ entities: entities(1, 2) });
		expect(list.isDone).toBe(false);
		list.addPage({ entities: entities(3) });
		expect(list.isDone).toBe(false);
		list.addPage({ entities: [] });
		expect(list.isDone).toBe(true);
		expect(idsOf(list)).toEqual([1, 2, 3]);
	});

	it('is read again if entities were removed meanwhile, and fails the third time', () => {
		const list = start();
		const shrink = () => {
			list.addPage({ entities: entities(1, 2), totalPages: 2, totalCount: 4 });
			list.addPage({ entities: entities(4), totalPages: 2, totalCount: 3 });
		};
		shrink();
		expect(asked(list).page).toBe(1);
		shrink();
		expect(shrink).toThrow('The list of files changed again and again');
	});

	it('is read again if Sonar gives fewer entities than it counts, and says so the third time', () => {
		const list = start();
		const short = () => list.addPage({ entities: entities(1, 2), totalPages: 1, totalCount: 3 });
		short();
		short();
		expect(list.isDone).toBe(false);
		short();
		expect(list.isDone).toBe(true);
		expect(list.shortage?.code).toBe('unstable');
	});

	it('is complete once the missing entity comes', () => {
		const list = start();
		list.addPage({ entities: entities(1, 2), totalPages: 1, totalCount: 3 });
		list.addPage({ entities: entities(1, 2, 3), totalPages: 1, totalCount: 3 });
		expect(list).toMatchObject({ isDone: true, shortage: undefined });
		expect(idsOf(list)).toEqual([1, 2, 3]);
	});

	it('ends at the limit, and says whether pages are left', () => {
		const list = start({ limit: 2 });
		expect(asked(list).records_per_page).toBe(2);
		list.addPage({ entities: entities(1, 2), totalPages: 2, totalCount: 3 });
		expect(list).toMatchObject({ isDone: true, isLimited: true });
		const whole = start({ limit: 2 });
		whole.addPage({ entities: entities(1, 2), totalPages: 1, totalCount: 2 });
		expect(whole).toMatchObject({ isDone: true, isLimited: false });
	});

	it.each<[FailureCode, number[]]>([
		['pageSize', [250, 125, 62, 31, 15, 10]],
		['tooComplex', [250, 125, 62, 31, 15, 10]],
		['invalid', [100, 10]],
		['token', []],
		['permission', []],
	])('tries smaller pages after the error %s: %p', (code, sizes) => {
		const list = start();
		const tried: number[] = [];
		while (list.tryOtherWay(new SonarError(code, 'No.'))) tried.push(asked(list).records_per_page);
		expect(tried).toEqual(sizes);
	});

	it('does without a count if Sonar cannot give one', () => {
		const list = start();
		expect(list.tryOtherWay(new SonarError('pageInfo', 'No aggregations.'))).toBe(true);
		expect(list.withPageInfo).toBe(false);
		expect(list.tryOtherWay(new SonarError('pageInfo', 'No aggregations.'))).toBe(false);
	});
});
