import fc from 'fast-check';

import {
	groupByKey,
	halve,
	planRequests,
	type RequestLimits,
} from '../../../../../nodes/shared/sonar/batch/planning';

const plan = <T extends RequestLimits>(things: readonly T[]) =>
	planRequests(things, (thing) => thing);

const limits = fc.record({
	perRequest: fc.integer({ min: 1, max: 20 }),
	size: fc.integer({ min: 0, max: 100 }),
	bytesPerRequest: fc.integer({ min: 1, max: 200 }),
});

describe('planRequests', () => {
	it('puts every thing into exactly one request and keeps the order', () => {
		fc.assert(
			fc.property(fc.array(limits), (things) => {
				expect(plan(things).flat()).toEqual(things);
			}),
		);
	});

	it('passes no limit of any thing in a request', () => {
		fc.assert(
			fc.property(fc.array(limits), (things) => {
				for (const members of plan(things)) {
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

	it('fills a request up before it starts the next', () => {
		const things = Array.from({ length: 41 }, () => ({ perRequest: 20 }));
		expect(plan(things).map((request) => request.length)).toEqual([20, 20, 1]);
	});

	it('closes a request when the next thing would pass its bytes, not when it fills them', () => {
		const thing = (size: number) => ({ perRequest: 20, size, bytesPerRequest: 100 });
		expect(plan([thing(60), thing(40), thing(1)])).toEqual([[thing(60), thing(40)], [thing(1)]]);
	});

	it('lets a thing that is too big travel alone', () => {
		const thing = (size: number) => ({ perRequest: 20, size, bytesPerRequest: 100 });
		expect(plan([thing(10), thing(500), thing(10)])).toEqual([
			[thing(10)],
			[thing(500)],
			[thing(10)],
		]);
	});

	it('keeps the limits of an earlier thing for those that join it', () => {
		const strict = { perRequest: 2, size: 0, bytesPerRequest: 100 };
		const lax = { perRequest: 20, size: 60, bytesPerRequest: 200 };
		expect(plan([strict, lax, lax])).toEqual([[strict, lax], [lax]]);
		expect(plan([lax, strict, strict])).toEqual([[lax, strict], [strict]]);
	});
});

describe('groupByKey', () => {
	it('puts things of one key together in the order of the first', () => {
		const things = ['b1', 'a1', 'b2', 'c1', 'a2'];
		expect(groupByKey(things, (thing) => thing[0]!)).toEqual([['b1', 'b2'], ['a1', 'a2'], ['c1']]);
	});
});

describe('halve', () => {
	it('gives both halves, the first one the larger', () => {
		expect(halve([1, 2, 3])).toEqual([[1, 2], [3]]);
	});
});
