import {
	isLinesByName,
	LONGEST_HEAD,
	toHeaderLines,
	toHeaderMap,
	toHeaderValue,
	toParameter,
} from '../../../../nodes/shared/email/headerLines';

describe('Header lines', () => {
	const one = [['x-a', '1']];

	it.each<[unknown, unknown[]]>([
		['X-A: 1', one],
		['  X-A :1 ', one],
		[
			'X-A: 1\n no: name\rX-B: 2\r\n\tc\r\nnothing',
			[...one.slice(1), ['x-a', '1 no: name'], ['x-b', '2\tc']],
		],
		[': 1\nX A: 1\nÄ: 1', []],
		['[\nX-A: 1', one],
		[' {"X-A": "1"}', one],
		[
			['X-A: 1', ['X-A', '1'], { line: 'X-A: 1' }, { Name: 'X-A', Value: '1' }],
			[...one, ...one, ...one, ...one],
		],
		[[5, null, ['X-A'], ['X-A', 1], [1, 'X-A'], { name: 'X-A' }, { value: '1' }], []],
		[[['X-A', '1\r\n  2\n\n3']], [['x-a', '1  2 3']]],
		[{ 'X-A': { text: '1', value: '2' }, 'x-b': { value: '2' } }, [...one, ['x-b', '2']]],
		[{ 'X-A': ['1', 'x-a: 2', 3], 'x-b': 4, 'x-c': null }, [...one, ['x-a', '2']]],
		// A byte a character, as n8n gives whole lines.
		[
			{ 'x-a': 'X-A: Gr\u00c3\u00bc\u00c3\u009fe', 'x-b': 'X-B: ü €', 'x-c': 'Gr\u00c3\u00bc' },
			[
				['x-a', 'Grüße'],
				['x-b', 'ü €'],
				['x-c', 'Gr\u00c3\u00bc'],
			],
		],
		[5, []],
		[null, []],
	])('are, in %j, %j', (given, lines) => {
		expect(toHeaderLines(given)).toEqual(lines);
	});

	it('are at most 5,000', () => {
		const many = Array.from({ length: 6000 }, () => 'a: 1');
		expect(toHeaderLines(many)).toHaveLength(5000);
		expect(toHeaderLines(many.join('\n'))).toHaveLength(5000);
		expect(toHeaderLines({ a: many })).toHaveLength(5000);
	});

	it('are those at both ends of a long text', () => {
		const text = `a: 1\n${`b: ${'2'.repeat(200)}\n`.repeat(3000)}c: 3`;
		const lines = toHeaderLines(text);
		expect([lines[0], lines.at(-1)]).toEqual([
			['a', '1'],
			['c', '3'],
		]);
		const [[, value]] = toHeaderLines([['x-a', `1${'2'.repeat(LONGEST_HEAD)}3`]]) as [
			[string, string],
		];
		expect(value).toHaveLength(LONGEST_HEAD + 1);
		expect(value).toMatch(/^12+ 2+3$/);
	});

	it('are known by whole lines under their names', () => {
		expect(isLinesByName({ 'x-a': 'X-A: 1', 'x-b': 5 })).toBe(true);
		for (const none of [{ 'x-a': '1' }, { 'x-a': 'x-b: 1' }, { 'x-a': 5 }, {}, ['x-a: 1'], null])
			expect(isLinesByName(none)).toBe(false);
	});

	it('have all values of a name', () => {
		const map = toHeaderMap([
			['a', '1'],
			['b', '2'],
			['a', '3'],
		]);
		expect([...map]).toEqual([
			['a', ['1', '3']],
			['b', ['2']],
		]);
	});
});

describe('A structured header', () => {
	const header = ' Text/Plain ; charset = "a\\"b\\\\;c" ; NAME=d;name=e; x="f';

	it('has a value, and parameters', () => {
		expect(toHeaderValue(header)).toBe('text/plain');
		expect(['charset', 'name', 'x', 'y'].map((name) => toParameter(header, name))).toEqual([
			'a"b\\;c',
			'd',
			'f',
			'',
		]);
		expect([
			toHeaderValue(undefined),
			toParameter(undefined, 'x'),
			toParameter('a; x=', 'x'),
		]).toEqual(['', '', '']);
		expect(toParameter(`a; ${'b'.repeat(4000)}; x=1`, 'x')).toBe('');
	});
});
