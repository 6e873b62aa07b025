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

describe('A part of a label', () => {
	it.each([
		['2026-03-01T09:00:00-06:00', '2026-03-01 09:00 -06:00'],
		['2026-03-01T09:00:00+00:00', '2026-03-01 09:00 UTC'],
		['2026-03-01T09:00:00.123Z', '2026-03-01 09:00 UTC'],
		['on 2026-03-01T09:00:00Z', 'on 2026-03-01T09:00:00Z'],
		['2026-03-01T09:00:00Z or later', '2026-03-01T09:00:00Z or later'],
		['2026-03-01', '2026-03-01'],
		[null, undefined],
	])('shows the moment %p as %p', (value, shown) => {
		expect(moment('start').read({ start: value })).toBe(shown);
	});

	it.each(['12', 12, '9223372036854775807'])('refers to the entity with the ID %p', (id) => {
		const other = { type: 'User', id: String(id), withId: false };
		expect(reference('User', 'user_id').read({ user_id: id })).toEqual(other);
		expect(referenceOf('type', 'id').read({ type: 'User', id })).toEqual(other);
	});

	it.each(['', 'x12', '12x', '-1', 1.5, '1'.repeat(20), null, true, ['12']])(
		'refers to no entity by the ID %p',
		(id) => {
			expect(reference('User', 'user_id').read({ user_id: id })).toBeUndefined();
		},
	);

	it('is also searched for as Sonar spells its enums', () => {
		expect(state('status').exact!('in progress')).toEqual([
			containing('status', 'in progress'),
			containing('status', 'IN_PROGRESS'),
		]);
		expect(state('status').exact!('OPEN')).toEqual([containing('status', 'OPEN')]);
	});

	it.each([5, null, {}, ''])('shows nothing of the long text %p', (body) => {
		expect(beginning('body').read({ body })).toBeUndefined();
	});

	it.each([null, 'Odd', ['Odd'], { name: {} }])('shows nothing of the relation %p', (kind) => {
		expect(nameOf('kind').read({ kind })).toBeUndefined();
	});

	it('selects its attributes', () => {
		for (const part of [text, state, beginning, date, moment, ticket]) {
			expect(part('a').select).toEqual(['a']);
		}
		expect(nameOf('kind').select).toEqual([{ field: 'kind', select: ['name'] }]);
		expect(nameOf('kind').read({ kind: { name: ' A  b ' } })).toBe('A b');
		expect(reference('User', 'user_id').select).toEqual(['user_id']);
		expect(referenceOf('type', 'id').select).toEqual(['type', 'id']);
	});

	it('is searched for by its words, its day or its number', () => {
		expect(text('a').words!('x')).toEqual([containing('a', 'x')]);
		expect(beginning('a').words!('x')).toEqual([containing('a', 'x')]);
		expect(date('a').exact!('2026')).toEqual(onDate('a', '2026'));
		expect(moment('a').exact!('2026')).toEqual(onDay('a', '2026'));
		expect(ticket('a').exact!('49')).toEqual(numbered('a', '49'));
		expect(ticket('a').read({ a: 49 })).toEqual({ type: 'Ticket', id: '49', withId: true });
	});

	it('shows the first that the entity has, and searches all that have words', () => {
		const part = firstOf<string>(text('author'), reference('User', 'user_id'));
		expect(part.select).toEqual(['author', 'user_id']);
		expect(part.read({ author: ' ', user_id: 3 })).toMatchObject({ id: '3' });
		expect(part.words!('ada')).toEqual([containing('author', 'ada')]);
	});
});
