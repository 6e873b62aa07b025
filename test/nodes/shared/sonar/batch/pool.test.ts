import { runRequests, type Pool } from '../../../../../nodes/shared/sonar/batch/pool';
import { done, failed, SKIPPED, type Outcome } from '../../../../../nodes/shared/sonar/outcome';
import { SonarError } from '../../../../../nodes/shared/sonar/SonarError';

const pool: Pool = { parallelRequests: 1, stopOnFailure: false };
const broken = new SonarError('broken', 'It broke.');

const run = async (
	requests: number[][],
	execute: (request: number[]) => Promise<Map<number, Outcome<number>>>,
	options: Partial<Pool> = {},
	unknownOutcome?: string,
) =>
	await runRequests(
		requests,
		{ ...pool, ...options },
		{
			inputsOf: (request) => request,
			unknownOutcome,
			run: execute,
		},
	);

const double = async (request: number[]) =>
	await Promise.resolve(new Map(request.map((input) => [input, done(input * 2)])));

describe('runRequests', () => {
	it('gives what became of every input', async () => {
		const outcomes = await run([[1, 2], [3]], double);
		expect([...outcomes]).toEqual([
			[1, done(2)],
			[2, done(4)],
			[3, done(6)],
		]);
	});

	it('takes what a request throws for the failure of its own inputs', async () => {
		const outcomes = await run(
			[[1], [2, 3]],
			async (request) => {
				if (request.includes(2)) throw new TypeError('oops');
				return await double(request);
			},
			{},
			'Whether it was done is unknown',
		);
		expect(outcomes.get(1)).toEqual(done(2));
		for (const input of [2, 3]) {
			expect(outcomes.get(input)).toMatchObject({
				status: 'failed',
				error: { code: 'bug', message: 'n8n-nodes-sonar-software failed: oops', isUnsure: true },
			});
		}
	});

	it('starts nothing more after a failure if it is to stop, and says so of what is left', async () => {
		const started: number[][] = [];
		const outcomes = await run(
			[[1], [2], [3, 4]],
			async (request) => {
				started.push(request);
				return await Promise.resolve(new Map(request.map((input) => [input, failed(broken)])));
			},
			{ stopOnFailure: true },
		);
		expect(started).toEqual([[1]]);
		expect([...outcomes]).toEqual([
			[1, failed(broken)],
			[2, SKIPPED],
			[3, SKIPPED],
			[4, SKIPPED],
		]);
	});

	it('sends nothing more after a failure that all would meet, and gives it to all', async () => {
		const dead = new SonarError('token', 'Sonar did not accept the access token');
		const started: number[][] = [];
		const outcomes = await run([[1], [2], [3]], async (request) => {
			started.push(request);
			return await Promise.resolve(new Map(request.map((input) => [input, failed(dead)])));
		});
		expect(started).toEqual([[1]]);
		expect([...outcomes.values()]).toEqual([failed(dead), failed(dead), failed(dead)]);
	});

	it('takes an input without an outcome for one that was not tried', async () => {
		const outcomes = await run(
			[[1, 2]],
			async () => await Promise.resolve(new Map([[1, done(1)]])),
		);
		expect(outcomes.get(2)).toEqual(SKIPPED);
	});

	it('has no more requests under way than it may', async () => {
		let underWay = 0;
		let most = 0;
		await run(
			Array.from({ length: 20 }, (_, index) => [index]),
			async (request) => {
				most = Math.max(most, ++underWay);
				await new Promise((resolve) => setImmediate(resolve));
				underWay -= 1;
				return await double(request);
			},
			{ parallelRequests: 3 },
		);
		expect(most).toBe(3);
	});

	it('tells how far several requests have come', async () => {
		const told: Array<[number, number]> = [];
		const progress = (...come: [number, number]) => told.push(come);
		await run([[1, 2], [3]], double, { progress });
		expect(told).toEqual([
			[2, 3],
			[3, 3],
		]);
		await run([[1, 2]], double, { progress });
		expect(told).toHaveLength(2);
	});
});
