import type { IExecuteFunctions } from 'n8n-workflow';

import { Item, type ItemInput } from '../../../../nodes/shared/n8n/Item';
import { buildRun } from '../../../../nodes/shared/n8n/run';
import type { RequestSettings } from '../../../../nodes/shared/n8n/task';
import {
	done,
	failed,
	SKIPPED,
	type Effect,
	type Outcomes,
} from '../../../../nodes/shared/sonar/outcome';
import { SonarError } from '../../../../nodes/shared/sonar/SonarError';

/** The parts of n8n's context that a run needs before it sends anything. */
const context = { getNode: () => ({ id: '1', type: 'test' }) } as unknown as IExecuteFunctions;
const credential = { origin: 'https://a.sonar.software', accessToken: 'secret', account: 'a' };

function ask(...inputs: RequestSettings[]): Array<ItemInput<RequestSettings>> {
	return inputs.map((input, index) => ({
		item: new Item(context, index, { json: {} }),
		position: 0,
		input,
		credential,
	}));
}

const settings = (parallelRequests = 5): RequestSettings => ({
	parallelRequests,
	idleTimeout: 1000,
});
const stored = (sure: boolean): Effect => ({ verb: 'stored', what: '61', sure });
const unsure = failed(new SonarError('broken', 'It broke.'), [stored(false)]);

describe('A run', () => {
	it('sends as few parallel requests as its most cautious item allows', () => {
		const { pool } = buildRun(context, ask(settings(5), settings(2), settings(9)), true);
		expect(pool).toMatchObject({ parallelRequests: 2, stopOnFailure: true });
	});

	it('repeats only the inputs that had no effect', async () => {
		const group = ask(settings(), settings(), settings());
		const inputs = group.map(({ input }) => input);
		const run = buildRun(context, group, false);
		const tried: RequestSettings[][] = [];
		const execute = async (open: RequestSettings[]) => {
			tried.push(open);
			const all: Outcomes<RequestSettings, number> = new Map();
			all.set(inputs[0]!, done(61, [stored(true)])).set(inputs[1]!, unsure);
			return await Promise.resolve(new Map([...all].filter(([input]) => open.includes(input))));
		};
		await run.once(inputs, execute);
		const outcomes = await run.once(inputs, execute);
		expect(tried).toEqual([inputs, [inputs[2]]]);
		expect(tried[1]![0]).toBe(inputs[2]);
		expect(inputs.map((input) => outcomes.get(input))).toEqual([
			done(61, [stored(true)]),
			unsure,
			undefined,
		]);
		await run.step('other', inputs, (input) => input, execute);
		expect(tried[2]).toHaveLength(3);
	});

	it('runs nothing more after an earlier failure if it stops on failures', async () => {
		const group = ask(settings(), settings());
		const [first, second] = group.map(({ input }) => input) as [RequestSettings, RequestSettings];
		const run = buildRun(context, group, true);
		let tries = 0;
		const execute = async () => {
			tries += 1;
			const all: Outcomes<RequestSettings, never> = new Map();
			return await Promise.resolve(all.set(first, unsure).set(second, SKIPPED));
		};
		await run.once([first, second], execute);
		expect(await run.once([first, second], execute)).toEqual(new Map([[first, unsure]]));
		expect(tries).toBe(1);
	});

	it('remembers each part of an input separately', async () => {
		const group = ask(settings());
		const input = group[0]!.input;
		const run = buildRun(context, group, false);
		const both = new Map([
			['a', done(1, [stored(true)])],
			['b', done(2, [stored(true)])],
		]);
		const execute = async () => await Promise.resolve(both);
		await run.step('upload', ['a', 'b'], () => input, execute);
		const never = async () => await Promise.reject(new Error('Nothing is left to do.'));
		expect(await run.step('upload', ['a', 'b'], () => input, never)).toEqual(both);
		expect(run.recall('upload', ['a', 'b', 'c'], () => input)).toEqual(both);
		expect(run.recall('create', ['a'], () => input)).toEqual(new Map());
	});
});
