import { clearState, readState } from '../../../nodes/SonarEventTrigger/activation';

describe('The state of Sonar Event Trigger', () => {
	it.each([[{}], [{ secretHash: 5 }]])('is undefined for %j', (data) => {
		expect(readState(data)).toBeUndefined();
	});

	it('is cleared without touching other data', () => {
		const data = { secretHash: 'hash', other: 1 };
		expect(readState(data)).toEqual({ secretHash: 'hash' });
		clearState(data);
		expect(data).toEqual({ other: 1 });
	});
});
