import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { runItems } from '../../../../nodes/shared/n8n/run';
import type { ItemTask, RequestSettings, Run } from '../../../../nodes/shared/n8n/task';
import { done, failed, type Outcomes } from '../../../../nodes/shared/sonar/outcome';
import { SonarError } from '../../../../nodes/shared/sonar/SonarError';

interface Input extends RequestSettings {
	name: string;
}

let tokens: string[];
let goesOn: boolean;
/** The names of the inputs that ran together. */
let ran: string[][];
let hints: Array<{ message: string; type?: string }>;
beforeEach(() => {
	tokens = [];
	goesOn = true;
	ran = [];
	hints = [];
});

/** An n8n in which items have the tokens of their names, if any. */
function contextFor(names: string[]): IExecuteFunctions {
	const items = names.map((name): INodeExecutionData => ({ json: { name } }));
	return {
		getNode: () => ({ id: '1', name: 'Node', type: 'test', parameters: {} }),
		getInputData: () => items,
		continueOnFail: () => goesOn,
		getCredentials: async (_: string, index: number) =>
			await Promise.resolve({
				instanceUrl: 'https://a.sonar.software',
				accessToken: tokens[index] ?? 'secret',
			}),
		addExecutionHints: (hint: { message: string }) => hints.push(hint),
	} as unknown as IExecuteFunctions;
}

type Execute = (inputs: readonly Input[], run: Run<Input>) => Outcomes<Input, string>;

const buildTask = (execute: Execute): ItemTask<Input, string> => ({
	read: ({ data }) => {
		const names = data.json.name as string;
		if (names === 'bad') throw new SonarError('invalid', 'Bad.');
		return [...names].map((name) => ({ name, parallelRequests: 1, idleTimeout: 1000 }));
	},
	async run(inputs, run) {
		ran.push(inputs.map(({ name }) => name));
		return await Promise.resolve(execute(inputs, run));
	},
	present: (output) => [{ json: { output } }],
});

const upper: Execute = (inputs) =>
	new Map(
		inputs.map((input) => [
			input,
			input.name === 'x'
				? failed(new SonarError('invalid', 'No.'))
				: done(input.name.toUpperCase()),
		]),
	);

const run = async (names: string[], execute = upper) => {
	const [items] = await runItems(contextFor(names), buildTask(execute));
	return items!.map(({ json, pairedItem }) => [json.output ?? json.error, pairedItem]);
};

describe('The items of a node', () => {
	it('keep their order and pairing, whatever fails', async () => {
		expect(await run(['a', 'bad', 'xb', ''])).toEqual([
			['A', { item: 0 }],
			['Bad. [item 1]', { item: 1 }],
			['No. [item 2]', { item: 2 }],
			['B', { item: 2 }],
		]);
		expect(ran).toEqual([['a', 'x', 'b']]);
		expect(hints).toEqual([
			expect.objectContaining({
				message: '2 of 4 failed. The first: Bad. See the error fields of their items.',
				type: 'warning',
			}),
		]);
	});

	it('do not run if one is invalid and the node stops on errors', async () => {
		goesOn = false;
		await expect(run(['a', 'bad'])).rejects.toThrow('Bad. [item 1]');
		expect(ran).toEqual([]);
	});

	it('run by credential, up to the first failure if the node stops on errors', async () => {
		tokens = ['one', 'two', 'one', 'three'];
		await run(['a', 'x', 'b', 'c']);
		expect(ran).toEqual([['a', 'b'], ['x'], ['c']]);
		ran = [];
		goesOn = false;
		await expect(run(['a', 'x', 'b', 'c'])).rejects.toThrow('No. [item 1]');
		expect(ran).toEqual([['a', 'b'], ['x']]);
	});

	it.each([true, false])('are never skipped silently (continues on errors: %p)', async (goes) => {
		goesOn = goes;
		const forget: Execute = (inputs) => new Map([...upper(inputs, {} as never)].slice(1));
		const message = 'Not processed, because of a bug in n8n-nodes-sonar-software [item 0]';
		if (goes) {
			expect(await run(['a', 'b'], forget)).toEqual([
				[message, { item: 0 }],
				['B', { item: 1 }],
			]);
		} else {
			await expect(run(['a', 'b'], forget)).rejects.toThrow(message);
		}
	});

	it('that do not run again report the effects of earlier tries, each once', async () => {
		goesOn = false;
		const names = ['abx', 'c'];
		const context = contextFor(names);
		const task = buildTask(upper);
		task.run = async (inputs, { once }) =>
			await once(inputs, async (open) => {
				ran.push(open.map(({ name }) => name));
				const outcomes: Outcomes<Input, string> = new Map();
				for (const input of open) {
					if (input.name === 'x') outcomes.set(input, failed(new SonarError('invalid', 'No.')));
					else if (input.name !== 'c') {
						outcomes.set(input, done('', [{ verb: 'stored', what: input.name, sure: true }]));
					}
				}
				return await Promise.resolve(outcomes);
			});
		const effects = ['a', 'b'].map((what) => ({ verb: 'stored', what, sure: true }));
		const told = (message: string) => expect.objectContaining({ message }) as Error;
		await expect(runItems(context, task)).rejects.toThrow(
			told('No. [item 0]. Already stored: a, b'),
		);
		await expect(runItems(context, task)).rejects.toMatchObject({
			message: 'No. [item 0]. Already stored: a, b',
			context: { effects, unsureItems: [] },
		});
		expect(ran).toEqual([
			['a', 'b', 'x', 'c'],
			['x', 'c'],
		]);
		task.read = () => {
			throw new SonarError('invalid', 'Gone.');
		};
		await expect(runItems(context, task)).rejects.toMatchObject({
			message: 'Gone. [item 0]. Already stored: a, b',
			context: { effects, unsureItems: [] },
		});
	});

	it('report their effects with their errors', async () => {
		const effects = [{ verb: 'stored', what: '61', sure: true }] as const;
		const task = buildTask(
			(inputs) => new Map([[inputs[0]!, failed(new SonarError('invalid', 'No.'), effects)]]),
		);
		const [items] = await runItems(contextFor(['a']), task);
		expect(items).toEqual([
			{
				json: { error: 'No. [item 0]. Already stored: 61' },
				pairedItem: { item: 0 },
				error: expect.objectContaining({ context: { effects, itemIndex: 0 } }) as Error,
			},
		]);
	});

	it('all fail if the task itself throws', async () => {
		const broken: Execute = () => {
			throw new TypeError('x is not a function');
		};
		expect(await run(['a', 'b'], broken)).toEqual([
			['n8n-nodes-sonar-software failed: x is not a function [item 0]', { item: 0 }],
			['n8n-nodes-sonar-software failed: x is not a function [item 1]', { item: 1 }],
		]);
	});
});
