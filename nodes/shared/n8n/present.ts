import type { IExecuteFunctions, INodeExecutionData, NodeError } from 'n8n-workflow';

import { effectsOf, SKIPPED } from '../sonar/outcome';
import { addHint } from './hints';
import { hasFailed, type InputOutcome } from './Item';
import { recallEffects } from './memory';
import { describeDone, describeUnsure, hasUnknownEffect, toNodeError } from './nodeErrors';
import type { ItemTask, RequestSettings } from './task';

/** Throws the error of the first failed item, naming everything done, or maybe done, for any item. */
export function throwFirstFailure<Input extends RequestSettings, Output>(
	context: IExecuteFunctions,
	outcomes: ReadonlyArray<InputOutcome<Input, Output>>,
	{ howToLook }: ItemTask<Input, Output>,
): void {
	const first = outcomes.find(hasFailed);
	if (first?.outcome.status !== 'failed') return;
	const node = context.getNode();
	// An item that did not run this time, or not to its end, may have effects of an earlier try.
	const effects = outcomes.flatMap(({ item, itemInput, outcome }) =>
		itemInput && outcome !== SKIPPED ? effectsOf(outcome) : recallEffects(item.data, node),
	);
	const unknown = outcomes.filter((one) => one !== first && hasUnknownEffect(one.outcome));
	const unsureItems = [...new Set(unknown.map(({ item }) => item.index))];
	throw toNodeError(node, first.outcome.error, {
		itemIndex: first.item.index,
		howToLook,
		appendix: describeDone(effects) + describeUnsure(unsureItems),
		// Inputs of one item remember the same effects.
		context: { effects: [...new Set(effects)], unsureItems },
	});
}

/** An item at one of the node's outputs. */
interface PlacedItem {
	output: number;
	item: INodeExecutionData;
}

/** The items of a node by its outputs. */
export function toOutputs<Input extends RequestSettings, Output>(
	context: IExecuteFunctions,
	outcomes: ReadonlyArray<InputOutcome<Input, Output>>,
	task: ItemTask<Input, Output>,
): INodeExecutionData[][] {
	const placed = outcomes.flatMap((one) => toItems(context, one, task));
	return Array.from({ length: task.outputs ?? 1 }, (_, index) =>
		placed.filter(({ output }) => output === index).map(({ item }) => item),
	);
}

/** The output items of an input, or the item of its failure. A skipped input has none. */
function toItems<Input extends RequestSettings, Output>(
	context: IExecuteFunctions,
	{ item, itemInput, outcome }: InputOutcome<Input, Output>,
	task: ItemTask<Input, Output>,
): PlacedItem[] {
	const pairedItem = { item: item.index };
	if (outcome.status === 'done' && itemInput) {
		const outputs = task.present(outcome.value, itemInput.input);
		return outputs.map(({ json, binary, output = 0 }) => ({
			output,
			item: { json, binary, pairedItem },
		}));
	}
	if (outcome.status !== 'failed') return [];
	const error = toNodeError(context.getNode(), outcome.error, {
		itemIndex: item.index,
		howToLook: task.howToLook,
		appendix: describeDone(outcome.effects),
		context: { effects: outcome.effects },
	});
	const beside = task.presentFailure?.({ ...outcome, input: itemInput?.input }) ?? {};
	const failedItem = { json: { error: error.message, ...beside }, pairedItem };
	const hasFields = Object.keys(beside).length > 0;
	return [
		{
			output: task.failureOutput ?? 0,
			// By the `error` of the first item, n8n's Retry On Fail knows that the node failed.
			item: hasFields ? hideError(context, failedItem, error) : { ...failedItem, error },
		},
	];
}

/**
 * n8n routes items with an `error` to the error output as copies. If a copy still had the error, n8n
 * would drop all of its JSON but the message, so the property is not enumerable.
 */
function hideError(
	context: IExecuteFunctions,
	item: INodeExecutionData,
	error: NodeError,
): INodeExecutionData {
	const hasErrorOutput = context.getNode().onError === 'continueErrorOutput';
	if (!hasErrorOutput) return item;
	return Object.defineProperty(item, 'error', { value: error, writable: true });
}

/** Shows in the output panel how many inputs failed, and the task's remark on the items. */
export function addHints<Input extends RequestSettings, Output>(
	context: IExecuteFunctions,
	outcomes: ReadonlyArray<InputOutcome<Input, Output>>,
	task: ItemTask<Input, Output>,
	[items = []]: INodeExecutionData[][],
): void {
	const [first, ...others] = outcomes.flatMap(({ outcome }) =>
		outcome.status === 'failed' ? [outcome.error] : [],
	);
	if (first) {
		const words = first.message.replace(/\.$/, '');
		const message =
			others.length === 0
				? `1 of ${outcomes.length} failed: ${words}. See the error field of its item.`
				: `${others.length + 1} of ${outcomes.length} failed. The first: ${words}. See the error fields of their items.`;
		addHint(context, message, 'warning');
	}
	const done = outcomes.flatMap(({ itemInput, outcome }) =>
		outcome.status === 'done' && itemInput
			? [{ input: itemInput.input, output: outcome.value }]
			: [],
	);
	const message = task.remark?.(
		done.map(({ output }) => output),
		done.map(({ input }) => input),
		// The editor then says "Limit of 50 items reached".
		context.getNode().parameters.limit === items.length,
	);
	if (message) addHint(context, message);
}
