import { entitiesOf, recordsOf } from '../../../../nodes/shared/sonar/guards';

describe('The records of a list', () => {
	it.each<[unknown, unknown[]]>([
		[
			[{ id: 1 }, null, 'x', [], undefined, { id: 2 }],
			[{ id: 1 }, { id: 2 }],
		],
		[[], []],
		[{ id: 1 }, []],
		['x', []],
		[null, []],
		[undefined, []],
	])('are, of %j, %j', (list, records) => {
		expect(recordsOf(list)).toEqual(records);
		expect(entitiesOf({ entities: list })).toEqual(records);
		expect(entitiesOf(list)).toEqual([]);
	});
});
