import {
	addGaps,
	buildCursor,
	buildCursorBefore,
	closeGaps,
	isBehind,
	noteFailure,
	passFile,
	passLook,
	type Cursor,
} from '../../../nodes/SonarTrigger/cursor';
import { takeUnlinked } from '../../../nodes/SonarTrigger/unlinked';
import type { SonarFile } from '../../../nodes/shared/sonar/files/file';

const instance = 'https://example.sonar.software';

const NOON = '2026-11-25T12:00:00+00:00';
const fileOf = (id: string, created_at: string | null = NOON, more = {}) =>
	({ id, created_at, ...more }) as SonarFile;
const behind = (lastId: string, more: Partial<Cursor> = {}): Cursor => ({
	...buildCursor(instance, fileOf(lastId)),
	...more,
});
const now = Date.parse('2026-11-25T12:30:00+00:00');
const WAIT = 600_000;
/** In a day, at a full hour. */
const UNTIL = Date.parse('2026-11-26T12:00:00+00:00');
const range = (first: number, last = first, until = UNTIL) => ({
	first: String(first),
	last: String(last),
	until,
});

describe('A cursor', () => {
	it('starts behind the newest file, or before all files', () => {
		const start = { instance, unlinked: [], gaps: [] };
		expect(buildCursor(instance, fileOf('9'))).toEqual({
			...start,
			lastId: '9',
			lastCreatedAt: NOON,
		});
		expect(buildCursor(instance, fileOf('9', null)).lastCreatedAt).toBeUndefined();
		expect(buildCursor(instance)).toEqual({ ...start, lastId: '0', lastCreatedAt: undefined });
		const unlinked = [range(3, 5), range(8, 20), range(30)];
		const cursor = behind('99', { unlinked });
		expect(buildCursorBefore(cursor, fileOf('10'), 'Back.')).toEqual({
			...start,
			lastId: '9',
			lastCreatedAt: NOON,
			unlinked: [range(3, 5), range(8, 9)],
			hint: 'Back.',
		});
		expect(buildCursorBefore(cursor, fileOf('30'), '').unlinked).toEqual(unlinked.slice(0, 2));
	});

	it('moves behind a new file, and notes the gaps before it', () => {
		const later = '2026-11-25T13:00:00+00:00';
		const passed = passFile(behind('9'), fileOf('12', later), { awaitsLink: false, now });
		expect(passed).toEqual({
			...behind('12'),
			lastCreatedAt: later,
			gaps: [
				{ id: '10', until: now + WAIT },
				{ id: '11', until: now + WAIT },
			],
		});
		const unknown = passFile(behind('9'), fileOf('10', null), { awaitsLink: true, now });
		// In a day from now, at the next full hour.
		const until = UNTIL + 3_600_000;
		expect(unknown).toEqual(behind('10', { unlinked: [range(10, 10, until)] }));
	});

	it('stays in place for a late file', () => {
		const gaps = [
			{ id: '7', until: now },
			{ id: '8', until: now },
		];
		const unlinked = [range(6, 8)];
		const cursor = behind('9', { gaps, unlinked, stuck: { id: '7', polls: 2 } });
		const passed = passFile(cursor, fileOf('7', null), { awaitsLink: false, now });
		expect(passed).toEqual(
			behind('9', { gaps: gaps.slice(1), unlinked: [range(6), range(8)], stuck: undefined }),
		);
		expect(passFile(cursor, fileOf('8'), { awaitsLink: false, now }).stuck).toEqual(cursor.stuck);
		expect(passFile(cursor, fileOf('9'), { awaitsLink: false, now }).gaps).toEqual(gaps);
	});

	const pass = (cursor: Cursor, id: number, awaitsLink = true, at: string | null = NOON) =>
		passFile(cursor, fileOf(String(id), at), { awaitsLink, now });

	it('keeps ten thousand unlinked files in one range', () => {
		let cursor = behind('100');
		for (let id = 101; id <= 10_100; id += 1) cursor = pass(cursor, id);
		expect(cursor.unlinked).toEqual([range(101, 10_100)]);
		expect(pass(cursor, 500).unlinked).toEqual(cursor.unlinked);
	});

	it('keeps linked, ruled-out and expired files out of its ranges', () => {
		let cursor = behind('0');
		// 3 and 6 to 8 are still missing.
		for (const id of [1, 2, 4, 5, 9]) cursor = pass(cursor, id, id !== 4);
		expect(cursor.unlinked).toEqual([range(1, 2), range(5, 9)]);
		expect(pass(cursor, 3).unlinked).toEqual([range(1, 2), range(3), range(5, 9)]);
		expect(pass(cursor, 7, false).unlinked).toEqual([range(1, 2), range(5, 6), range(8, 9)]);
		expect(pass(cursor, 5, false).unlinked).toEqual([range(1, 2), range(6, 9)]);
		expect(pass(cursor, 9, false).unlinked).toEqual([range(1, 2), range(5, 8)]);
		const alone = pass(pass(cursor, 1, false), 2, false);
		expect(alone.unlinked).toEqual([range(5, 9)]);
		expect(pass(cursor, 10, true, '2026-11-24T11:00:00Z').unlinked).toEqual(cursor.unlinked);
		// At the moment when its time is over.
		const atNoon = { awaitsLink: true, now: Date.parse(NOON) };
		expect(passFile(cursor, fileOf('10', '2026-11-24T12:00:00Z'), atNoon).unlinked).toEqual(
			cursor.unlinked,
		);
		// In another hour.
		const later = pass(cursor, 10, true, '2026-11-25T12:00:01Z');
		expect(later.unlinked.at(-1)).toEqual(range(10, 10, UNTIL + 3_600_000));
		// From a clock that is ahead.
		expect(pass(behind('0'), 1, true, '2027-01-01T00:00:00Z').unlinked[0]!.until).toBe(
			UNTIL + 3_600_000,
		);
	});

	it('takes ranges behind an ID', () => {
		const unlinked = [range(1, 5), range(7), range(9, 12)];
		expect(takeUnlinked(unlinked, '0', 2)).toEqual([range(1, 5), range(7)]);
		expect(takeUnlinked(unlinked, '3', 9)).toEqual([range(4, 5), range(7), range(9, 12)]);
		expect(takeUnlinked(unlinked, '5', 1)).toEqual([range(7)]);
		expect(takeUnlinked(unlinked, '12', 9)).toEqual([]);
	});

	it('drops files at the end of a look if they had expired when it began', () => {
		const cursor = behind('9', { unlinked: [range(1, 2, 5), range(3, 4, 6)] });
		const look = { since: 5, behind: '2' };
		expect(passLook(cursor, look)).toEqual({ ...cursor, look });
		expect(passLook({ ...cursor, look }, { since: 5 })).toEqual({
			...cursor,
			unlinked: [range(3, 4, 6)],
			look: undefined,
		});
	});

	it('counts the failures of one file in a row', () => {
		const once = noteFailure(behind('9'), fileOf('10'));
		expect(once).toEqual({ cursor: behind('9', { stuck: { id: '10', polls: 1 } }), polls: 1 });
		const twice = noteFailure(once.cursor, fileOf('10'));
		expect(twice).toEqual({ cursor: behind('9', { stuck: { id: '10', polls: 2 } }), polls: 2 });
		expect(noteFailure(twice.cursor, fileOf('11')).polls).toBe(1);
	});

	it.each<[string, string | null, boolean]>([
		['8', '2026-11-25T12:10:01+00:00', true],
		['8', '2026-11-25T12:10:00+00:00', false],
		['8', '2026-11-25T11:00:00+00:00', false],
		['8', null, false],
		['9', '2026-11-25T13:00:00+00:00', false],
		['10', '2026-11-25T13:00:00+00:00', false],
	])('whose last file is 9 of noon, if %s of %p is the newest, is behind: %p', (id, at, is) => {
		expect(isBehind(behind('9'), fileOf(id, at))).toBe(is);
		expect(isBehind(behind('9', { lastCreatedAt: undefined }), fileOf(id, at))).toBe(false);
	});
});

describe('Gaps', () => {
	const gap = (id: number, until = now) => ({ id: String(id), until });

	it('are the IDs between two files, at most the highest 50', () => {
		expect(addGaps([], { lastId: '9', nextId: '10' }, now)).toEqual([]);
		const few = addGaps([gap(3)], { lastId: '9', nextId: '12' }, now);
		expect(few).toEqual([gap(3), gap(10, now + WAIT), gap(11, now + WAIT)]);
		const many = addGaps([gap(3)], { lastId: '9', nextId: '9223372036854775807' }, now);
		expect(many).toHaveLength(50);
		expect(many[0]!.id).toBe('9223372036854775757');
		expect(many.at(-1)!.id).toBe('9223372036854775806');
		const old = Array.from({ length: 50 }, (_, index) => gap(index + 1));
		expect(addGaps(old, { lastId: '50', nextId: '52' }, now)[0]).toEqual(gap(2));
	});

	it('are closed when their time is over, if the file was looked for and did not come', () => {
		const gaps = [gap(1, now + 1), gap(2), gap(3), gap(4)];
		const left = closeGaps(gaps, { looked: ['1', '2', '3'], come: [fileOf('2')], now });
		expect(left).toEqual([gaps[0], gaps[1], gaps[3]]);
	});
});
