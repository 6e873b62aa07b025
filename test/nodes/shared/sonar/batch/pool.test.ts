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
	it('returns the outcome of every input', async () => {
		const outcomes = await run([[1, 2], [3]], double);
		expect([...outcomes]).toEqual([
			[1, done(2)],
			[2, done(4)],
			[3, done(6)],
		]);
	});

	it('fails the inputs of a request that throws', async () => {
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

	it('starts no request after a failure if it stops on failures, and skips the rest', async () => {
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

	it('fails all inputs, without a further request, after a failure that ends the run', async () => {
		const dead = new SonarError('token', 'Sonar did not accept the access token');
		const started: number[][] = [];
		const outcomes = await run([[1], [2], [3]], async (request) => {
			started.push(request);
			return await Promise.resolve(new Map(request.map((input) => [input, failed(dead)])));
		});
		expect(started).toEqual([[1]]);
		expect([...outcomes.values()]).toEqual([failed(dead), failed(dead), failed(dead)]);
	});

	it('skips an input without an outcome', async () => {
		const outcomes = await run(
			[[1, 2]],
			async () => await Promise.resolve(new Map([[1, done(1)]])),
		);
		expect(outcomes.get(2)).toEqual(SKIPPED);
	});

	it('runs no more requests at once than allowed', async () => {
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
});
