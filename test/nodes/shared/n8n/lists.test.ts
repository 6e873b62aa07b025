import { MOST_PARTS, splitParts, toListed, toParts } from '../../../../nodes/shared/n8n/lists';

const many = (count: number) => Array<number>(count).fill(1);
const nested = (levels: number, value: unknown): unknown =>
	levels === 0 ? value : [nested(levels - 1, value)];

describe('A value that may be a list', () => {
	it.each<[unknown, unknown[]]>([
		['a', ['a']],
		[undefined, [undefined]],
		[{ a: 1 }, [{ a: 1 }]],
		[
			['a', ['b', ['c']]],
			['a', 'b', 'c'],
		],
		[[], []],
		[
			['a', []],
			['a', undefined],
		],
		[
			['a', , 'b'],
			['a', undefined, 'b'],
		],
		['a,b', ['a,b']],
	])('%j is split into %j', (value, parts) => {
		expect(toParts(value, 'Files')).toEqual(parts);
	});

	it('is flattened down to eleven levels', () => {
		expect(toParts(nested(11, 'a'), 'Files')).toEqual(['a']);
		expect(toParts(nested(12, 'a'), 'Files')).toEqual([['a']]);
	});

	it.each<[string, (count: number) => unknown[]]>([
		['a list', (count) => toParts(many(count), 'Files')],
		['lists in a list', (count) => toParts([many(count - 1), 1], 'Files')],
		['a text', (count) => splitParts(many(count).join(), 'Files')],
		['texts in a list', (count) => toListed([many(count - 1).join(), 1], 'Files')],
	])('has at most ten thousand parts, as %s', (_, build) => {
		expect(build(MOST_PARTS)).toHaveLength(MOST_PARTS);
		expect(() => build(MOST_PARTS + 1)).toThrow(
			expect.objectContaining({
				message: 'Files names more than 10,000 values',
				remedy: 'Spread them over several items, for example with Split Out and Loop Over Items.',
			}) as Error,
		);
	});

	it('may contain texts with commas', () => {
		expect(toListed(['1, 2', 3, ['4,']], 'Files')).toEqual(['1', ' 2', 3, '4', '']);
		expect(toListed('1', 'Files')).toEqual(['1']);
	});
});
