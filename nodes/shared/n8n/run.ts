import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { groupByKey } from '../sonar/batch/planning';
import { isRecord } from '../sonar/guards';
import { SonarClient } from '../sonar/http/SonarClient';
import { attempt, failed, SKIPPED, type Outcome } from '../sonar/outcome';
import { SonarError } from '../sonar/SonarError';
import { buildHost, type Credential } from './host';
import { buildCredentialReader, hasFailed, Item, type InputOutcome, type ItemInput } from './Item';
import { buildSteps, hasTriesLeft } from './memory';
import { MissingValueError, ParameterError } from './nodeErrors';
import { addHints, throwFirstFailure, toOutputs } from './present';
import type { ItemTask, RequestSettings, Run } from './task';

/**
 * Runs a node's task on all of its items and turns the outcomes into items, in input order and paired.
 * Failures follow the node's On Error setting.
 *
 * @throws NodeOperationError or NodeApiError for the first failed item, if the node stops on errors
 */
export async function runItems<Input extends RequestSettings, Output>(
	context: IExecuteFunctions,
	task: ItemTask<Input, Output>,
): Promise<INodeExecutionData[][]> {
	const stopOnFailure = !context.continueOnFail();
	const outcomes: Array<InputOutcome<Input, Output>> = [];
	const readCredential = buildCredentialReader(context);
	for (const [index, data] of context.getInputData().entries()) {
		outcomes.push(...(await readInputs(new Item(context, index, data), task, readCredential)));
	}
	if (!stopOnFailure || !outcomes.some(hasFailed)) {
		await runInputs(context, outcomes, task, stopOnFailure);
	}
	if (!stopOnFailure || !outcomes.some(hasFailed)) failSkipped(outcomes);
	if (stopOnFailure || isRetried(outcomes, task)) throwFirstFailure(context, outcomes, task);
	const outputs = toOutputs(context, outcomes, task);
	addHints(context, outcomes, task, outputs);
	return outputs;
}

/**
 * Whether to throw although the node goes on: n8n's Retry On Fail sees only items with an error that come
 * first at the first output.
 */
function isRetried<Input extends RequestSettings, Output>(
	outcomes: ReadonlyArray<InputOutcome<Input, Output>>,
	{ failureOutput = 0 }: ItemTask<Input, Output>,
): boolean {
	const [first] = outcomes;
	if (!first || failureOutput === 0) return false;
	const { context, data } = first.item;
	return hasTriesLeft(data, context.getNode()) && outcomes.some(hasFailed);
}

/** Only another failure is a reason to skip an input. Without one, it would vanish silently. */
function failSkipped(outcomes: ReadonlyArray<InputOutcome<unknown, unknown>>): void {
	const message = 'Not processed, because of a bug in n8n-nodes-sonar-software';
	for (const one of outcomes) {
		if (one.outcome.status === 'skipped') one.outcome = failed(new SonarError('bug', message));
	}
}

/** The inputs of an item, none of them run yet. */
async function readInputs<Input extends RequestSettings, Output>(
	item: Item,
	task: ItemTask<Input, Output>,
	readCredential: (itemIndex: number) => Promise<Credential>,
): Promise<Array<InputOutcome<Input, Output>>> {
	try {
		const credential = await readCredential(item.index);
		item.origin = credential.origin;
		const inputs = await task.read(item);
		return inputs.map((input, position) => {
			const itemInput = { item, position, input, credential };
			return { item, itemInput, outcome: SKIPPED };
		});
	} catch (error) {
		return [{ item, outcome: failed(blameEarlierStep(item, error as Error)) }];
	}
}

/** What went wrong for an item in the step that put it out all the same, as On Error lets it. */
function readEarlierError({ json, error }: INodeExecutionData): string | undefined {
	const told: unknown = error ?? json.error;
	const words: unknown = isRecord(told) ? told.message : told;
	if (typeof words !== 'string' || words.trim() === '') return undefined;
	return words.trim().replace(/ \[item \d+\]$/, '');
}

/** What an item lacks because the step before failed is not the fault of the field that is then empty. */
function blameEarlierStep({ data }: Item, error: Error): Error {
	const earlier = error instanceof MissingValueError ? readEarlierError(data) : undefined;
	if (earlier === undefined) return error;
	return new ParameterError(
		`An earlier step failed for this item: ${earlier}`,
		`${error.message} because of that. To keep such items away from this node, set On Error of that step to Continue (using error output).`,
	);
}

async function runInputs<Input extends RequestSettings, Output>(
	context: IExecuteFunctions,
	inputOutcomes: ReadonlyArray<InputOutcome<Input, Output>>,
	task: ItemTask<Input, Output>,
	stopOnFailure: boolean,
): Promise<void> {
	const itemInputs = inputOutcomes.flatMap(({ itemInput }) => itemInput ?? []);
	const outcomes = new Map<Input, Outcome<Output>>();
	for (const group of groupByKey(itemInputs, ({ credential }) => credential.account)) {
		if (stopOnFailure && [...outcomes.values()].some(({ status }) => status === 'failed')) break;
		const inputs = group.map(({ input }) => input);
		const run = buildRun(context, group, stopOnFailure);
		const result = await attempt(async () => await task.run(inputs, run));
		for (const input of inputs) {
			outcomes.set(
				input,
				result.status === 'done' ? (result.value.get(input) ?? SKIPPED) : failed(result.error),
			);
		}
	}
	for (const one of inputOutcomes) {
		if (one.itemInput) one.outcome = outcomes.get(one.itemInput.input) ?? SKIPPED;
	}
}

/**
 * The run of inputs that share a credential. Where their settings differ, it takes the fewest parallel
 * requests and the longest idle timeout.
 */
export function buildRun<Input extends RequestSettings>(
	context: IExecuteFunctions,
	group: ReadonlyArray<ItemInput<Input>>,
	stopOnFailure: boolean,
): Run<Input> {
	const inputs = group.map(({ input }) => input);
	const most = (values: number[]) => values.reduce((a, b) => Math.max(a, b));
	const least = (values: number[]) => values.reduce((a, b) => Math.min(a, b));
	const host = buildHost(context, group[0]!.credential);
	const { step, recall } = buildSteps(context.getNode(), group, stopOnFailure);
	return {
		client: new SonarClient(host, most(inputs.map(({ idleTimeout }) => idleTimeout))),
		pool: {
			parallelRequests: least(inputs.map(({ parallelRequests }) => parallelRequests)),
			stopOnFailure,
		},
		once: async (things, execute) => await step('', things, (thing) => thing, execute),
		step,
		recall,
	};
}
