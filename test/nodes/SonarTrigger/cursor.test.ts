import {
	buildCursor,
	buildCursorBefore,
	isBehind,
	noteFailure,
	passFile,
	readCursor,
	type Cursor,
} from '../../../nodes/SonarTrigger/cursor';
import { matches } from '../../../nodes/SonarTrigger/fileFilter';
import { addGaps, closeGaps } from '../../../nodes/SonarTrigger/gaps';
import { writeStaticData } from '../../../nodes/shared/items/staticData';
import type { SonarFile } from '../../../nodes/shared/sonar/files/file';

const instance = 'https://example.sonar.software';

describe('The cursor of Sonar Trigger', () => {
	it('comes back as it was written', () => {
		const data = {};
		const cursor = {
			instance,
			lastId: '9',
			unlinked: ['7'],
			gaps: [{ id: '8', until: 1_800_000_000_000 }],
			stuck: { id: '10', polls: 2 },
		};
		writeStaticData(data, cursor);
		expect(JSON.parse(JSON.stringify(data))).toEqual(cursor);
		expect(readCursor(data, instance)).toEqual(cursor);
		writeStaticData(data, { ...cursor, stuck: undefined });
		expect(readCursor(data, instance)).toEqual({ ...cursor, stuck: undefined });
	});

	it.each([{}, { instance }, { instance, lastId: 9 }, { instance: 'https://other', lastId: '9' }])(
		'is not read from %p',
		(data) => {
			expect(readCursor(data, instance)).toBeUndefined();
		},
	);

	it.each([['x'], 'x'])('reads nothing from damaged lists such as %j', (damaged) => {
		const data = {
			instance,
			lastId: '9',
			lastCreatedAt: 5,
			unlinked: 'x',
			gaps: damaged,
			stuck: 'y',
		};
		expect(readCursor(data, instance)).toEqual({
			instance,
			lastId: '9',
			unlinked: [],
			gaps: [],
			stuck: undefined,
		});
	});
});

const NOON = '2026-11-25T12:00:00+00:00';
const fileOf = (id: string, created_at: string | null = NOON, more = {}) =>
	({ id, created_at, ...more }) as SonarFile;
const behind = (lastId: string, more: Partial<Cursor> = {}): Cursor => ({
	...buildCursor(instance, fileOf(lastId)),
	...more,
});
const now = 1_000_000;
const WAIT = 600_000;

describe('A cursor', () => {
	it('starts behind the newest file, or in front of all', () => {
		const start = { instance, unlinked: [], gaps: [], stuck: undefined };
		expect(buildCursor(instance, fileOf('9'))).toEqual({
			...start,
			lastId: '9',
			lastCreatedAt: NOON,
		});
		expect(buildCursor(instance, fileOf('9', null)).lastCreatedAt).toBeUndefined();
		expect(buildCursor(instance)).toEqual({ ...start, lastId: '0', lastCreatedAt: undefined });
		expect(buildCursorBefore(behind('99', { unlinked: ['3'] }), fileOf('10'))).toEqual({
			...start,
			lastId: '9',
			lastCreatedAt: NOON,
		});
	});

	it('passes a new file, and notes what is missing before it', () => {
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
		expect(unknown).toEqual(behind('10', { unlinked: ['10'] }));
	});

	it('stays where it is for a file that comes late', () => {
		const gaps = [
			{ id: '7', until: now },
			{ id: '8', until: now },
		];
		const cursor = behind('9', { gaps, unlinked: ['7', '6'], stuck: { id: '7', polls: 2 } });
		const passed = passFile(cursor, fileOf('7', null), { awaitsLink: false, now });
		expect(passed).toEqual(behind('9', { gaps: gaps.slice(1), unlinked: ['6'], stuck: undefined }));
		expect(passFile(cursor, fileOf('8'), { awaitsLink: false, now }).stuck).toEqual(cursor.stuck);
		expect(passFile(cursor, fileOf('9'), { awaitsLink: false, now }).gaps).toEqual(gaps);
	});

	it('awaits the link of the last 100 files, each once', () => {
		let cursor = behind('0');
		for (let id = 1; id <= 101; id += 1) {
			cursor = passFile(cursor, fileOf(String(id)), { awaitsLink: true, now });
		}
		expect(cursor.unlinked).toHaveLength(100);
		expect(cursor.unlinked[0]).toBe('2');
		const again = passFile(cursor, fileOf('50'), { awaitsLink: true, now });
		expect(again.unlinked.filter((id) => id === '50')).toEqual(['50']);
	});

	it('counts the failures of one file in a row', () => {
		const once = noteFailure(behind('9'), fileOf('10'));
		expect(once.stuck).toEqual({ id: '10', polls: 1 });
		expect(noteFailure(once, fileOf('10'))).toEqual({ ...once, stuck: { id: '10', polls: 2 } });
		expect(noteFailure(once, fileOf('11')).stuck).toEqual({ id: '11', polls: 1 });
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

	it('are the ids between two files, the highest 50 of them all', () => {
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

	it('are closed after their time, if they were looked for and nothing came', () => {
		const gaps = [gap(1, now + 1), gap(2), gap(3), gap(4)];
		const left = closeGaps(gaps, { looked: ['1', '2', '3'], come: [fileOf('2')], now });
		expect(left).toEqual([gaps[0], gaps[1], gaps[3]]);
	});
});

describe('The filter', () => {
	const file = fileOf('9', NOON, {
		filename: 'Invoice.PDF',
		mime_type: 'application/pdf',
		fileable_type: 'Ticket',
	});

	it.each([
		[{ types: [] }, true],
		[{ types: ['Account', 'Ticket'] }, true],
		[{ types: ['Account'] }, false],
		[{ types: [], filename: 'invoice.p' }, true],
		[{ types: [], filename: 'bill' }, false],
		[{ types: [], mimeType: 'PDF' }, true],
		[{ types: [], mimeType: 'image' }, false],
		[{ types: ['Ticket'], filename: 'INVOICE', mimeType: 'image' }, false],
	])('%j lets it through: %p', (filter, passes) => {
		expect(matches(file, filter)).toBe(passes);
	});

	it('for types lets no file through that is linked to nothing', () => {
		const unlinked = { ...file, fileable_type: null };
		expect(matches(unlinked, { types: ['Ticket'] })).toBe(false);
		expect(matches(unlinked, { types: [] })).toBe(true);
	});
});
