import {
	beginning,
	date,
	firstOf,
	moment,
	nameOf,
	reference,
	referenceOf,
	state,
	text,
	ticket,
} from '../../../../../nodes/shared/sonar/entities/labelParts';
import {
	containing,
	numbered,
	onDate,
	onDay,
} from '../../../../../nodes/shared/sonar/entities/searches';

describe('A part that a person knows an entity by', () => {
	it.each([
		['2026-03-01T09:00:00-06:00', '2026-03-01 09:00 -06:00'],
		['2026-03-01T09:00:00+00:00', '2026-03-01 09:00 UTC'],
		['2026-03-01T09:00:00.123Z', '2026-03-01 09:00 UTC'],
		['on 2026-03-01T09:00:00Z', 'on 2026-03-01T09:00:00Z'],
		['2026-03-01T09:00:00Z or later', '2026-03-01T09:00:00Z or later'],
		['2026-03-01', '2026-03-01'],
		[null, undefined],
	])('is the moment %p as %p', (value, shown) => {
		expect(moment('start').read({ start: value })).toBe(shown);
	});

	it.each(['12', 12, '9223372036854775807'])('is another entity with the id %p', (id) => {
		const other = { type: 'User', id: String(id), withId: false };
		expect(reference('User', 'user_id').read({ user_id: id })).toEqual(other);
		expect(referenceOf('type', 'id').read({ type: 'User', id })).toEqual(other);
	});

	it.each(['', 'x12', '12x', '-1', 1.5, '1'.repeat(20), null, true, ['12']])(
		'is no entity with the id %p',
		(id) => {
			expect(reference('User', 'user_id').read({ user_id: id })).toBeUndefined();
		},
	);

	it('is looked for as Sonar writes its states, too', () => {
		expect(state('status').words!('in progress')).toEqual([
			containing('status', 'in progress'),
			containing('status', 'IN_PROGRESS'),
		]);
		expect(state('status').words!('OPEN')).toEqual([containing('status', 'OPEN')]);
	});

	it.each([5, null, {}, ''])('is nothing of the long text %p', (body) => {
		expect(beginning('body').read({ body })).toBeUndefined();
	});

	it.each([null, 'Odd', ['Odd'], { name: {} }])('is nothing of the relation %p', (kind) => {
		expect(nameOf('kind').read({ kind })).toBeUndefined();
	});

	it('is asked for by its attributes', () => {
		for (const part of [text, state, beginning, date, moment, ticket]) {
			expect(part('a').select).toEqual(['a']);
		}
		expect(nameOf('kind').select).toEqual([{ field: 'kind', select: ['name'] }]);
		expect(nameOf('kind').read({ kind: { name: ' A  b ' } })).toBe('A b');
		expect(reference('User', 'user_id').select).toEqual(['user_id']);
		expect(referenceOf('type', 'id').select).toEqual(['type', 'id']);
	});

	it('is looked for by its words, its day or its number', () => {
		expect(text('a').words!('x')).toEqual([containing('a', 'x')]);
		expect(beginning('a').words!('x')).toEqual([containing('a', 'x')]);
		expect(date('a').exact!('2026')).toEqual(onDate('a', '2026'));
		expect(moment('a').exact!('2026')).toEqual(onDay('a', '2026'));
		expect(ticket('a').exact!('49')).toEqual(numbered('a', '49'));
		expect(ticket('a').read({ a: 49 })).toEqual({ type: 'Ticket', id: '49', withId: true });
	});

	it('is the first that there is, and is looked for in all that have words', () => {
		const part = firstOf<string>(text('author'), reference('User', 'user_id'));
		expect(part.select).toEqual(['author', 'user_id']);
		expect(part.read({ author: ' ', user_id: 3 })).toMatchObject({ id: '3' });
		expect(part.words!('ada')).toEqual([containing('author', 'ada')]);
	});
});
