import fc from 'fast-check';

import { groupByKey, halves, planRequests } from '../../../../nodes/shared/sonar/planning';

const cargo = fc.record({
	perRequest: fc.integer({ min: 1, max: 20 }),
	size: fc.integer({ min: 0, max: 100 }),
	bytesPerRequest: fc.integer({ min: 1, max: 200 }),
});

describe('planRequests', () => {
	it('puts every thing into exactly one request and keeps the order', () => {
		fc.assert(
			fc.property(fc.array(cargo), (things) => {
				expect(planRequests(things).flat()).toEqual(things.map((_, index) => index));
			}),
		);
	});

	it('passes no limit of any thing in a request', () => {
		fc.assert(
			fc.property(fc.array(cargo), (things) => {
				for (const request of planRequests(things)) {
					const members = request.map((index) => things[index]!);
					const bytes = members.reduce((sum, { size }) => sum + size, 0);
					expect(request.length).toBeLessThanOrEqual(
						Math.min(...members.map(({ perRequest }) => perRequest)),
					);
					if (request.length > 1) {
						expect(bytes).toBeLessThanOrEqual(
							Math.min(...members.map(({ bytesPerRequest }) => bytesPerRequest)),
						);
					}
				}
			}),
		);
	});

	it('fills a request up before it starts the next', () => {
		const things = Array.from({ length: 41 }, () => ({ perRequest: 20 }));
		expect(planRequests(things).map((request) => request.length)).toEqual([20, 20, 1]);
	});

	it('closes a request when the next thing would pass its bytes, not when it fills them', () => {
		const thing = (size: number) => ({ perRequest: 20, size, bytesPerRequest: 100 });
		expect(planRequests([thing(60), thing(40), thing(1)])).toEqual([[0, 1], [2]]);
	});

	it('lets a thing that is too big travel alone', () => {
		const thing = (size: number) => ({ perRequest: 20, size, bytesPerRequest: 100 });
		expect(planRequests([thing(10), thing(500), thing(10)])).toEqual([[0], [1], [2]]);
	});

	it('keeps the limits of an earlier thing for those that join it', () => {
		const strict = { perRequest: 2, size: 0, bytesPerRequest: 100 };
		const lax = { perRequest: 20, size: 60, bytesPerRequest: 200 };
		expect(planRequests([strict, lax, lax])).toEqual([[0, 1], [2]]);
		expect(planRequests([lax, strict, strict])).toEqual([[0, 1], [2]]);
	});
});

describe('groupByKey', () => {
	it('puts things of one key together in the order of the first', () => {
		expect(groupByKey(['b', 'a', 'b', 'c', 'a'], (key) => key)).toEqual([[0, 2], [1, 4], [3]]);
	});
});

describe('halves', () => {
	it('gives both halves, the first one the larger', () => {
		expect(halves([1, 2, 3])).toEqual([[1, 2], [3]]);
	});
});
