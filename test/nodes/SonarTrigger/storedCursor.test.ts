import { readCursor, toData, type Cursor } from '../../../nodes/SonarTrigger/cursor';
import { writeStaticData } from '../../../nodes/shared/n8n/staticData';

const instance = 'https://example.sonar.software';

describe('A stored cursor', () => {
	it('is read as it was written', () => {
		const data = {};
		const cursor: Cursor = {
			instance,
			lastId: '9',
			unlinked: [
				{ first: '2', last: '2', until: 1 },
				{ first: '4', last: '17', until: 1 },
				{ first: '9223372036854775806', last: '9223372036854775807', until: 2 },
			],
			look: { behind: '5', since: 3 },
			gaps: [{ id: '8', until: 1_800_000_000_000 }],
			stuck: { id: '10', polls: 2 },
			hint: 'Once.',
		};
		writeStaticData(data, toData(cursor));
		expect(JSON.parse(JSON.stringify(data))).toEqual({
			...cursor,
			unlinked: [
				{ ids: '2,4-17', until: 1 },
				{ ids: '9223372036854775806-9223372036854775807', until: 2 },
			],
		});
		expect(readCursor(data, instance)).toEqual(cursor);
		const rest = { look: undefined, stuck: undefined, hint: undefined };
		writeStaticData(data, toData({ ...cursor, ...rest }));
		expect(readCursor(data, instance)).toEqual({ ...cursor, ...rest });
	});

	it.each([{}, { instance }, { instance, lastId: 9 }, { instance: 'https://other', lastId: '9' }])(
		'is not read from %p',
		(data) => {
			expect(readCursor(data, instance)).toBeUndefined();
		},
	);

	it.each([[['x']], [[null]], ['x'], [{}]])('drops damaged lists such as %j', (damaged) => {
		const data = {
			instance,
			lastId: '9',
			lastCreatedAt: 5,
			unlinked: damaged,
			look: { behind: 'x', since: 1 },
			gaps: damaged,
			stuck: 'y',
			hint: 5,
		};
		expect(readCursor(data, instance)).toEqual({ instance, lastId: '9', unlinked: [], gaps: [] });
	});

	it.each([
		[{ ids: '1,x,3-,-4,5-6', until: 1 }, ['1', '5']],
		[{ ids: '1', until: '1' }, []],
		[{ ids: '', until: 1 }, []],
		[{ until: 1 }, []],
	])('reads the valid parts of %j', (damaged, firsts) => {
		const cursor = readCursor({ instance, lastId: '9', unlinked: [damaged] }, instance)!;
		expect(cursor.unlinked.map(({ first }) => first)).toEqual(firsts);
	});
});
