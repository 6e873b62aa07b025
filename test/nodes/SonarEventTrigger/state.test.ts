import { clearState, readState } from '../../../nodes/SonarEventTrigger/state';

describe('What the node keeps', () => {
	it.each([
		[{}],
		[{ events: ['File.CREATED'] }],
		[{ secretHash: 5, events: ['File.CREATED'] }],
		[{ secretHash: 'hash' }],
		[{ secretHash: 'hash', events: 'File.CREATED' }],
	])('is nothing of use in %j', (data) => {
		expect(readState(data as never)).toBeUndefined();
	});

	it('is what it kept, in texts', () => {
		const data = { secretHash: 'hash', events: ['File.CREATED', 5], models: ['File', 7] };
		expect(readState(data)).toEqual({
			secretHash: 'hash',
			events: ['File.CREATED', '5'],
			models: ['File', '7'],
		});
		expect(readState({ ...data, models: 'File' })).toMatchObject({ models: [] });
	});

	it('is gone once it is cleared, and only that', () => {
		const data = { secretHash: 'hash', events: [], models: [], other: 1 };
		clearState(data);
		expect(data).toEqual({ other: 1 });
	});
});
