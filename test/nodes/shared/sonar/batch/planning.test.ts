import fc from 'fast-check';

import {
	groupByKey,
	halve,
	planRequests,
	type RequestLimits,
} from '../../../../../nodes/shared/sonar/batch/planning';

const plan = <T extends RequestLimits>(inputs: readonly T[]) =>
	planRequests(inputs, (input) => input);

const limits = fc.record({
	perRequest: fc.integer({ min: 1, max: 20 }),
	size: fc.integer({ min: 0, max: 100 }),
	bytesPerRequest: fc.integer({ min: 1, max: 200 }),
});

describe('planRequests', () => {
	it('puts every input into exactly one request and keeps the order', () => {
		fc.assert(
			fc.property(fc.array(limits), (inputs) => {
				expect(plan(inputs).flat()).toEqual(inputs);
			}),
		);
	});

	it('exceeds no limit of any input in a request', () => {
		fc.assert(
			fc.property(fc.array(limits), (inputs) => {
				for (const members of plan(inputs)) {
					const bytes = members.reduce((sum, { size }) => sum + size, 0);
					expect(members.length).toBeLessThanOrEqual(
						Math.min(...members.map(({ perRequest }) => perRequest)),
					);
					if (members.length > 1) {
						expect(bytes).toBeLessThanOrEqual(
							Math.min(...members.map(({ bytesPerRequest }) => bytesPerRequest)),
						);
					}
				}
			}),
		);
	});

	it('fills a request before it starts the next', () => {
		const inputs = Array.from({ length: 41 }, () => ({ perRequest: 20 }));
		expect(plan(inputs).map((request) => request.length)).toEqual([20, 20, 1]);
	});

	it('closes a request when the next input would exceed its bytes, not when it fills them', () => {
		const input = (size: number) => ({ perRequest: 20, size, bytesPerRequest: 100 });
		expect(plan([input(60), input(40), input(1)])).toEqual([[input(60), input(40)], [input(1)]]);
	});

	it('lets an input that is too big travel alone', () => {
		const input = (size: number) => ({ perRequest: 20, size, bytesPerRequest: 100 });
		expect(plan([input(10), input(500), input(10)])).toEqual([
			[input(10)],
			[input(500)],
			[input(10)],
		]);
	});

	it('applies the limits of earlier inputs to those that join them', () => {
		const strict = { perRequest: 2, size: 0, bytesPerRequest: 100 };
		const lax = { perRequest: 20, size: 60, bytesPerRequest: 200 };
		expect(plan([strict, lax, lax])).toEqual([[strict, lax], [lax]]);
		expect(plan([lax, strict, strict])).toEqual([[lax, strict], [strict]]);
	});
});

describe('groupByKey', () => {
	it('groups inputs by key, in the order of the first', () => {
		const inputs = ['b1', 'a1', 'b2', 'c1', 'a2'];
		expect(groupByKey(inputs, (input) => input[0]!)).toEqual([['b1', 'b2'], ['a1', 'a2'], ['c1']]);
	});
});

describe('halve', () => {
	it('returns both halves, the larger one first', () => {
		expect(halve([1, 2, 3])).toEqual([[1, 2], [3]]);
	});
});
