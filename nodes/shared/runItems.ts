import type {
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
} from 'n8n-workflow';

import { failedItem, throwFirstFailure } from './itemErrors';
import { recall, remember } from './outcomeMemory';
import { addHint } from './sonar/hints';
import { isFailure, resultOf, type Result, type Results } from './sonar/result';

export interface OutputItem {
	fields: IDataObject;
	files?: IBinaryKeyData;
}

/** What a node does with its items; `runItems` does the rest. */
export interface ItemTask<Input, Output> {
	/** Reads all that an item asks for, every parameter at its own index. */
	read(itemIndex: number): Input[] | Promise<Input[]>;
	/** Carries out what all items ask for. The results are in the order of `inputs`. */
	run(inputs: Input[], stopOnFailure: boolean): Promise<Results<Output>>;
	/** The output items of one input, before they are paired with it. */
	present(output: Output, input: Input): OutputItem[];
	/** What a user would wonder about in the outputs, for the output panel. */
	remark?(outputs: Output[]): string | undefined;
	/**
	 * For a task that changes something in Sonar, which Retry On Fail must not do twice: how an error
	 * names what an output did, for example "stored: 61 (myFile.pdf)".
	 */
	effect?: { verb: string; nameOf(output: Output, input: Input): string };
}

/** One thing that an item asked for, and what became of it; no outcome where it was not tried. */
export interface Outcome<Input, Output> {
	itemIndex: number;
	item: INodeExecutionData;
	/** Among all that the item asks for. */
	position: number;
	input?: Input;
	output?: { value: Output };
	error?: Error;
}

/**
 * Runs a node's task over all of its items and turns the outcomes into items: in the order of the
 * input, each paired with its item, failures as the node's On Error setting says.
 *
 * @throws NodeOperationError or NodeApiError for the first failed item, if the node stops on errors
 */
export async function runItems<Input, Output>(
	context: IExecuteFunctions,
	task: ItemTask<Input, Output>,
): Promise<INodeExecutionData[][]> {
	const stopOnFailure = !context.continueOnFail();
	const outcomes = await readItems(context, task);
	if (task.effect) outcomes.forEach((outcome) => settle(outcome, recall<Output>(outcome)));
	const canRun = !(stopOnFailure && outcomes.some(({ error }) => error));
	if (canRun) await runOutcomes(outcomes, task, stopOnFailure);
	if (stopOnFailure) throwFirstFailure(context, outcomes, task.effect);
	hintAt(context, outcomes, task);
	return [
		outcomes.flatMap(({ itemIndex, input, output, error }): INodeExecutionData[] => {
			const pairedItem = { item: itemIndex };
			if (error) return [failedItem(context, itemIndex, error)];
			if (!output) return [];
			return task
				.present(output.value, input!)
				.map(({ fields, files }) => ({ json: fields, binary: files, pairedItem }));
		}),
	];
}

async function readItems<Input, Output>(
	context: IExecuteFunctions,
	task: ItemTask<Input, Output>,
): Promise<Array<Outcome<Input, Output>>> {
	const outcomes: Array<Outcome<Input, Output>> = [];
	for (const [itemIndex, item] of context.getInputData().entries()) {
		try {
			const inputs = await task.read(itemIndex);
			outcomes.push(...inputs.map((input, position) => ({ itemIndex, item, position, input })));
		} catch (error) {
			outcomes.push({ itemIndex, item, position: 0, error: error as Error });
		}
	}
	return outcomes;
}

async function runOutcomes<Input, Output>(
	outcomes: Array<Outcome<Input, Output>>,
	task: ItemTask<Input, Output>,
	stopOnFailure: boolean,
): Promise<void> {
	const open = outcomes.filter(({ error, output }) => !error && !output);
	if (open.length === 0) return;
	const run = await resultOf(
		task.run(
			open.map(({ input }) => input!),
			stopOnFailure,
		),
	);
	open.forEach((outcome, index) => {
		const result = isFailure(run) ? run : run.value[index];
		settle(outcome, result);
		if (task.effect && result) remember(outcome, result);
	});
}

function settle<Input, Output>(
	outcome: Outcome<Input, Output>,
	result: Result<Output> | undefined,
): void {
	if (isFailure(result)) outcome.error = result.error;
	else if (result) outcome.output = result;
}

function hintAt<Input, Output>(
	context: IExecuteFunctions,
	outcomes: ReadonlyArray<Outcome<Input, Output>>,
	task: ItemTask<Input, Output>,
): void {
	const failed = outcomes.filter(({ error }) => error).length;
	if (failed > 0) {
		const message = `${failed} of ${outcomes.length} failed. Each of them has an item that says why.`;
		addHint(context, message, 'warning');
	}
	const message = task.remark?.(outcomes.flatMap(({ output }) => (output ? [output.value] : [])));
	if (message) addHint(context, message);
}
