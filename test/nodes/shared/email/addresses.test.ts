import { toReadableAddresses } from '../../../../nodes/shared/email/addresses';

describe('The addresses that can be read', () => {
	it('are those that are whole, each once, under its first name', () => {
		const given = [
			{ name: ' Ada\nL ', address: 'ada@example.com' },
			{ name: 'Nobody', address: 'nobody' },
			'Ada <ADA@example.com>, bob@example.com',
			7,
		];
		expect(toReadableAddresses(given)).toEqual([
			{ name: 'Ada L', address: 'ada@example.com' },
			{ name: '', address: 'bob@example.com' },
		]);
	});
});
