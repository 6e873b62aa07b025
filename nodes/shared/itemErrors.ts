import {
	NodeApiError,
	NodeError,
	NodeOperationError,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';

import type { ItemTask, Outcome } from './runItems';
import { SonarError } from './sonar/SonarError';

/** An error as n8n shows it: the message names the item, the description says what to do. */
function nodeErrorOf(
	node: INode,
	error: Error,
	itemIndex: number,
	done = '',
): NodeApiError | NodeOperationError {
	const message = `${error.message} [item ${itemIndex}]${done}`;
	const nodeError = bareNodeErrorOf(node, error, message, itemIndex);
	// n8n puts a text of its own in place of a message in which it sees one of Node's error codes.
	nodeError.message = message;
	return nodeError;
}

function bareNodeErrorOf(
	node: INode,
	error: Error,
	message: string,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	if (!(error instanceof SonarError)) {
		const description = error instanceof NodeError ? error.description : undefined;
		return new NodeOperationError(node, message, {
			itemIndex,
			description: description ?? undefined,
		});
	}
	const { remedy: description, status } = error;
	if (status === undefined)
		return new NodeOperationError(node, message, { itemIndex, description });
	const httpCode = String(status);
	return new NodeApiError(node, { message }, { message, description, httpCode, itemIndex });
}

/** Throws for the first failed item, and says all that other items have done, or may have. */
export function throwFirstFailure<Input, Output>(
	context: IExecuteFunctions,
	outcomes: ReadonlyArray<Outcome<Input, Output>>,
	effect: ItemTask<Input, Output>['effect'],
): void {
	const failed = outcomes.find(({ error }) => error);
	if (!failed?.error) return;
	const done = effect ? doneBeside(failed, outcomes, effect) : '';
	throw nodeErrorOf(context.getNode(), failed.error, failed.itemIndex, done);
}

function doneBeside<Input, Output>(
	failed: Outcome<Input, Output>,
	outcomes: ReadonlyArray<Outcome<Input, Output>>,
	effect: NonNullable<ItemTask<Input, Output>['effect']>,
): string {
	const names = outcomes.flatMap(({ output, input }) =>
		output ? [effect.nameOf(output.value, input!)] : [],
	);
	const unknown = outcomes.filter((outcome) => outcome !== failed && isUnknown(outcome));
	const items = [...new Set(unknown.map(({ itemIndex }) => `[item ${itemIndex}]`))];
	return [
		names.length > 0 ? `. Already ${effect.verb}: ${names.join(', ')}` : '',
		items.length > 0 ? `. Of unknown outcome too: ${items.join(', ')}` : '',
	].join('');
}

function isUnknown({ error }: { error?: Error }): boolean {
	return error instanceof SonarError && error.nature === 'interrupted';
}

/** The item that stands for a failure where the node goes on. */
export function failedItem(
	context: IExecuteFunctions,
	itemIndex: number,
	error: Error,
): INodeExecutionData {
	const nodeError = nodeErrorOf(context.getNode(), error, itemIndex);
	return {
		// Where the first item has it, Retry On Fail runs the node again, as it does n8n's own nodes.
		json: { error: nodeError.message },
		error: nodeError,
		pairedItem: { item: itemIndex },
	};
}
