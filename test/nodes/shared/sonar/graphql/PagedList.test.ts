import type { ListOptions } from '../../../../../nodes/shared/sonar/graphql/paging';
import { PagedList } from '../../../../../nodes/shared/sonar/graphql/PagedList';
import { SonarError, type FailureCode } from '../../../../../nodes/shared/sonar/SonarError';

const start = (options: Partial<ListOptions> = {}) =>
	new PagedList({ what: 'files', limit: Infinity, pageSize: 500, ...options });
const entities = (...ids: number[]) => ids.map((id) => ({ id: String(id) }));
const idsOf = (list: PagedList<{ id: string }>) => list.entities.map(({ id }) => Number(id));
const asked = (list: PagedList<{ id: string }>) => list.nextArguments().paginator;

describe('A list of Sonar’s', () => {
	it('has the id as the last key of its order', () => {
		const attribute = 'created_at';
		expect(start({ sort: { attribute, direction: 'DESC' } }).nextArguments().sorter).toEqual([
			{ attribute, direction: 'DESC' },
			{ attribute: 'id', direction: 'ASC' },
		]);
		expect(start({ sort: { attribute: 'id', direction: 'DESC' } }).nextArguments().sorter).toEqual([
			{ attribute: 'id', direction: 'DESC' },
		]);
	});

	it('goes by the id if no order is asked for, and is not searched without a search', () => {
		const first = { page: 1, records_per_page: 500 };
		const byId = { attribute: 'id', direction: 'ASC' };
		for (const search of [undefined, []]) {
			expect(start({ search }).nextArguments()).toEqual({ sorter: [byId], paginator: first });
		}
		const search = [{ integer_fields: [{ attribute: 'id', search_value: '61', operator: 'EQ' }] }];
		expect(start({ search: search as never }).nextArguments().search).toBe(search);
	});

	it('is read page by page, as Sonar says how many there are', () => {
		const list = start();
		list.addPage({ entities: entities(1, 2), totalPages: 2, totalCount: 3 });
		expect(asked(list)).toEqual({ page: 2, records_per_page: 500 });
		expect(list.isDone).toBe(false);
		list.addPage({ entities: entities(3), totalPages: 2, totalCount: 3 });
		expect(list.isDone).toBe(true);
		expect(idsOf(list)).toEqual([1, 2, 3]);
	});

	it('gives no more than its limit, and says whether that leaves something out', () => {
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

	it('ends at a page that brings nothing new if Sonar does not count', () => {
		const list = start();
		list.addPage({ entities: entities(1, 2) });
		expect(list.isDone).toBe(false);
		list.addPage({ entities: entities(3) });
		expect(list.isDone).toBe(false);
		list.addPage({ entities: [] });
		expect(list.isDone).toBe(true);
		expect(idsOf(list)).toEqual([1, 2, 3]);
	});

	it('is read again if entities were removed meanwhile, and fails if that goes on', () => {
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

	it('is read again if Sonar counts more than it gives, and says so if that stays', () => {
		const list = start();
		const short = () => list.addPage({ entities: entities(1, 2), totalPages: 1, totalCount: 3 });
		short();
		short();
		expect(list.isDone).toBe(false);
		short();
		expect(list.isDone).toBe(true);
		expect(list.shortage?.code).toBe('unstable');
	});

	it('is whole in the end if the missing entity comes', () => {
		const list = start();
		list.addPage({ entities: entities(1, 2), totalPages: 1, totalCount: 3 });
		list.addPage({ entities: entities(1, 2, 3), totalPages: 1, totalCount: 3 });
		expect(list).toMatchObject({ isDone: true, shortage: undefined });
		expect(idsOf(list)).toEqual([1, 2, 3]);
	});

	it('ends at the limit, and tells whether that leaves entities out', () => {
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
	])('asks for smaller pages after a refusal as %s: %p', (code, sizes) => {
		const list = start();
		const tried: number[] = [];
		while (list.tryOtherWay(new SonarError(code, 'No.'))) tried.push(asked(list).records_per_page);
		expect(tried).toEqual(sizes);
	});

	it('does without its count if Sonar cannot give that', () => {
		const list = start();
		expect(list.tryOtherWay(new SonarError('pageInfo', 'No aggregations.'))).toBe(true);
		expect(list.withPageInfo).toBe(false);
		expect(list.tryOtherWay(new SonarError('pageInfo', 'No aggregations.'))).toBe(false);
	});
});
