import { clearState, readState } from '../../../nodes/SonarEventTrigger/activation';

describe('What the node keeps', () => {
	it.each([[{}], [{ secretHash: 5 }]])('is nothing of use in %j', (data) => {
		expect(readState(data)).toBeUndefined();
	});

	it('is gone once it is cleared, and only that', () => {
		const data = { secretHash: 'hash', other: 1 };
		expect(readState(data)).toEqual({ secretHash: 'hash' });
		clearState(data);
		expect(data).toEqual({ other: 1 });
	});
});
