import type { ListOptions } from '../../../../../nodes/shared/sonar/graphql/paging';
import { PagedList } from '../../../../../nodes/shared/sonar/graphql/PagedList';
import { SonarError, type FailureCode } from '../../../../../nodes/shared/sonar/SonarError';

const start = (options: Partial<ListOptions> = {}) =>
	new PagedList({ what: 'files', limit: Infinity, pageSize: 500, ...options });
const entities = (...ids: number[]) => ids.map((id) => ({ id: String(id) }));
const idsOf = (list: PagedList<{ id: string }>) => list.entities.map(({ id }) => Number(id));
const asked = (list: PagedList<{ id: string }>) => list.nextArguments().paginator;

describe('A list that may be longer than Sonar counts', () => {
	const byTime = { attribute: 'created_at', direction: 'DESC' } as const;
	const many = (from: number, count: number) =>
		entities(...Array.from({ length: count }, (_, index) => from + index));
	const refuse = (list: PagedList<{ id: string }>, code: FailureCode = 'invalid') =>
		list.tryOtherWay(new SonarError(code, 'No.'));
	const behind = (list: PagedList<{ id: string }>) => list.nextArguments().search;

	/** Reads a list in pages of 300, up to Sonar's count. */
	const startAtCount = (count: number, options?: Partial<ListOptions>) => {
		const list = start({ pageSize: 300, ...options });
		for (let from = 1; from <= count; from += 300) {
			const page = many(from, Math.min(300, count - from + 1));
			list.addPage({ entities: page, totalPages: Math.ceil(count / 300), totalCount: count });
		}
		return list;
	};

	it.each([
		[600, true],
		[10_000, true],
		[9999, false],
		[599, false],
	])('asks for its last entity at a count of %p: %p', (count, isAsked) => {
		const list = startAtCount(count);
		expect(list.isDone).toBe(!isAsked);
		if (!isAsked) return;
		expect(list.nextArguments()).toEqual({
			sorter: [{ attribute: 'id', direction: 'DESC' }],
			paginator: { page: 1, records_per_page: 1 },
		});
		list.addPage({ entities: entities(count), totalPages: count, totalCount: count });
		expect(list.isDone).toBe(true);
		expect(list.entities).toHaveLength(count);
	});

	it('does not ask for its last entity once the limit is reached', () => {
		expect(startAtCount(600, { limit: 600 }).isDone).toBe(true);
	});

	it('goes on page by page as long as that leads to the last entity', () => {
		const list = startAtCount(600);
		list.addPage({ entities: entities(650) });
		expect(asked(list)).toEqual({ page: 3, records_per_page: 300 });
		list.addPage({ entities: many(601, 50), totalPages: 2, totalCount: 600 });
		expect(list.isDone).toBe(true);
		expect(list.entities).toHaveLength(650);
	});

	it('goes on by keyset after a refused page, with smaller pages only if they are too large', () => {
		const search = [{ unset_fields: ['a'] }, { integer_fields: [] }];
		const list = startAtCount(600, { search });
		list.addPage({ entities: entities(1650) });
		expect(refuse(list)).toBe(true);
		const after = (id: string) => [{ attribute: 'id', search_value: id, operator: 'GT' as const }];
		expect(list.nextArguments()).toEqual({
			search: [
				{ unset_fields: ['a'], integer_fields: after('600') },
				{ integer_fields: after('600') },
			],
			sorter: [{ attribute: 'id', direction: 'ASC' }],
			paginator: { page: 1, records_per_page: 300 },
		});
		expect(refuse(list, 'tooLong')).toBe(true);
		expect(asked(list)).toEqual({ page: 1, records_per_page: 150 });
		list.addPage({ entities: many(601, 150), totalPages: 7, totalCount: 1050 });
		expect(behind(list)![1]).toEqual({ integer_fields: after('750') });
		list.addPage({ entities: many(751, 100), totalPages: 1, totalCount: 100 });
		expect(list.isDone).toBe(true);
		expect(list.entities).toHaveLength(850);
	});

	it('goes on by keyset, in pages of the usual size, if Sonar refuses the last entity', () => {
		const list = startAtCount(600);
		expect(refuse(list, 'server')).toBe(true);
		expect(asked(list)).toEqual({ page: 1, records_per_page: 300 });
	});

	it('is read by keyset from the beginning and sorted here, unless it is sorted by ID', () => {
		const arrange = (all: ReadonlyArray<{ id: string }>) => [...all].reverse();
		const list = start({ pageSize: 2, limit: 3, sort: byTime, arrange });
		list.addPage({ entities: entities(9, 8), totalPages: 2, totalCount: 4 });
		expect(refuse(list, 'server')).toBe(true);
		expect(behind(list)).toBeUndefined();
		list.addPage({ entities: entities(6, 7), totalPages: 2, totalCount: 4 });
		list.addPage({ entities: entities(8, 9), totalPages: 1, totalCount: 2 });
		// The page is full, so more may follow.
		expect(list.isDone).toBe(false);
		list.addPage({ entities: [], totalPages: 1, totalCount: 0 });
		expect(idsOf(list)).toEqual([9, 8, 7]);
		expect(list).toMatchObject({ isDone: true, isLimited: true });
		expect(list.shortage).toBeUndefined();
	});

	it('is read by keyset at once if an entity has no value to be sorted by', () => {
		const arrange = (all: readonly object[]) => [...all] as Array<{ id: string }>;
		const list = start({ pageSize: 2, sort: byTime, arrange });
		const nothing = { id: '2', created_at: null };
		list.addPage({ entities: [...entities(1), nothing], totalPages: 1, totalCount: 2 });
		expect(list.nextArguments().sorter).toEqual([{ attribute: 'id', direction: 'ASC' }]);
	});

	it.each([
		['Sonar refuses to search by ID', (list: PagedList<{ id: string }>) => refuse(list)],
		[
			'even small pages are too large',
			(list: PagedList<{ id: string }>) => {
				while (!list.isDone && refuse(list, 'tooLong'));
			},
		],
	])('is incomplete if %s', (_, end) => {
		const list = startAtCount(600);
		list.addPage({ entities: entities(650) });
		refuse(list, 'pageSize');
		end(list);
		expect(list.isDone).toBe(true);
		expect(list.shortage).toMatchObject({
			code: 'cutList',
			message: 'Sonar gives only the first 600 files of this list. No.',
		});
		expect(list.entities).toHaveLength(600);
	});

	it('is incomplete if it cannot be sorted here', () => {
		const list = startAtCount(600, { sort: byTime });
		list.addPage({ entities: entities(650) });
		refuse(list);
		expect(list).toMatchObject({ isDone: true, shortage: { code: 'cutList' } });
		expect(list.entities).toHaveLength(600);
	});

	it('is incomplete if Sonar counts more behind an ID than it gives', () => {
		const list = startAtCount(600);
		list.addPage({ entities: entities(650) });
		refuse(list);
		list.addPage({ entities: [], totalPages: 1, totalCount: 50 });
		expect(list).toMatchObject({ isDone: true, shortage: { code: 'unstable' } });
	});

	it('fails if reading by keyset fails, too', () => {
		const list = startAtCount(600);
		list.addPage({ entities: entities(650) });
		expect(refuse(list, 'server')).toBe(true);
		expect(refuse(list, 'server')).toBe(false);
		expect(refuse(list, 'token')).toBe(false);
	});
});
