import { parsePage } from '../../../../../nodes/shared/sonar/graphql/connection';

const parse = (value: unknown) => parsePage(value, 'files', (entity) => entity);

describe('A page', () => {
	it.each([null, undefined, [], 'text', {}, { entities: null }, { entities: {} }])(
		'is an error without a list: %j',
		(value) => {
			expect(() => parse(value)).toThrow(
				expect.objectContaining({
					code: 'incomplete',
					message: 'Sonar answered without a list of files',
				}) as Error,
			);
		},
	);

	it('skips entities that are null', () => {
		expect(parse({ entities: [1, null, 2] }).entities).toEqual([1, 2]);
	});

	it('has at most ten thousand entities', () => {
		const entities = Array<number>(10_001).fill(1);
		expect(parse({ entities: entities.slice(1) }).entities).toHaveLength(10_000);
		expect(() => parse({ entities })).toThrow(
			expect.objectContaining({
				code: 'tooLong',
				message: 'Sonar sent a page of 10001 files',
			}) as Error,
		);
	});

	it.each([
		[3, 3],
		['3', 3],
		[0, 0],
		['0', 0],
		['', undefined],
		['many', undefined],
		['Infinity', undefined],
		[-1, undefined],
		[null, undefined],
		[true, undefined],
	])('counts %p as %p', (count, read) => {
		const page = parse({ entities: [], page_info: { total_pages: count, total_count: count } });
		expect(page).toEqual({ entities: [], totalPages: read, totalCount: read });
	});

	it.each([null, undefined, [1], 'text'])('has no count by %j', (info) => {
		expect(parse({ entities: [], page_info: info })).toEqual({ entities: [] });
	});
});
