import { readCursor } from '../../../nodes/SonarTrigger/cursor';
import { writeStaticData } from '../../../nodes/shared/items/staticData';

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
		const data = { instance, lastId: '9', unlinked: 'x', gaps: damaged, stuck: 'y' };
		expect(readCursor(data, instance)).toEqual({
			instance,
			lastId: '9',
			unlinked: [],
			gaps: [],
			stuck: undefined,
		});
	});
});
