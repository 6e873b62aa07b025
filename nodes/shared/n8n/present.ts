import type { IExecuteFunctions, INodeExecutionData, NodeError } from 'n8n-workflow';

import { effectsOf, SKIPPED } from '../sonar/outcome';
import { hasFailed, type Entry } from './entry';
import { addHint } from './hints';
import { recallEffects } from './memory';
import { describeDone, describeUnsure, hasUnknownEffect, toNodeError } from './nodeErrors';
import type { ItemTask, RequestSettings } from './task';

/**
 * Throws for the first failed item. The message also says everything that was done, or may have been,
 * for any item.
 */
export function throwFirstFailure<Input extends RequestSettings, Output>(
	context: IExecuteFunctions,
	entries: ReadonlyArray<Entry<Input, Output>>,
	{ howToLook }: ItemTask<Input, Output>,
): void {
	const first = entries.find(hasFailed);
	if (first?.outcome.status !== 'failed') return;
	const node = context.getNode();
	// Of an item that was not run, or broken off in the middle, what was done is remembered.
	const effects = entries.flatMap(({ item, asked, outcome }) =>
		asked && outcome !== SKIPPED ? effectsOf(outcome) : recallEffects(item.data, node),
	);
	const unsure = entries.filter((entry) => entry !== first && hasUnknownEffect(entry.outcome));
	const unsureItems = [...new Set(unsure.map(({ item }) => item.index))];
	throw toNodeError(node, first.outcome.error, {
		itemIndex: first.item.index,
		howToLook,
		appendix: describeDone(effects) + describeUnsure(unsureItems),
		// Several entries of an item remember the same.
		context: { effects: [...new Set(effects)], unsureItems },
	});
}

/** The output items of an entry, or the item of its failure. An entry that was not tried has none. */
export function toItems<Input extends RequestSettings, Output>(
	context: IExecuteFunctions,
	{ item, asked, outcome }: Entry<Input, Output>,
	task: ItemTask<Input, Output>,
): INodeExecutionData[] {
	const pairedItem = { item: item.index };
	if (outcome.status === 'done' && asked) {
		const outputs = task.present(outcome.value, asked.input);
		return outputs.map(({ json, binary }) => ({ json, binary, pairedItem }));
	}
	if (outcome.status !== 'failed') return [];
	const error = toNodeError(context.getNode(), outcome.error, {
		itemIndex: item.index,
		howToLook: task.howToLook,
		appendix: describeDone(outcome.effects),
		context: { effects: outcome.effects },
	});
	// If the first item has an error, Retry On Fail runs the node again, as it does with n8n's own nodes.
	const beside = task.presentFailure?.(outcome.effects) ?? {};
	const failedItem = { json: { error: error.message, ...beside }, pairedItem };
	return [
		Object.keys(beside).length > 0
			? hideError(context, failedItem, error)
			: { ...failedItem, error },
	];
}

/**
 * n8n tells by `error` which items leave by the error output, and copies them there. If an item still
 * has one after that, n8n keeps only the message of the item. So the error is no part of a copy.
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

/** Says in the output panel how many failed, and adds the task's remark. */
export function addHints<Input extends RequestSettings, Output>(
	context: IExecuteFunctions,
	entries: ReadonlyArray<Entry<Input, Output>>,
	task: ItemTask<Input, Output>,
): void {
	const failures = entries.filter(hasFailed).length;
	if (failures > 0) {
		const message = `${failures} of ${entries.length} failed. For each of them there is an item that says why.`;
		addHint(context, message, 'warning');
	}
	const outputs = entries.flatMap(({ outcome }) =>
		outcome.status === 'done' ? [outcome.value] : [],
	);
	const message = task.remark?.(outputs);
	if (message) addHint(context, message);
}
