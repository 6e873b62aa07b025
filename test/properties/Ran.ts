import type { IBinaryKeyData, IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { NodeRunResult } from '../nodes/nodeRun';

/** The output of a node for an item. */
export interface Success {
	item: number;
	json: IDataObject;
	binary?: IBinaryKeyData;
}

export interface Failure {
	item: number;
	/** Includes the error's description. */
	message: string;
}

/** The results of a node, under any On Error. */
export class Ran {
	readonly successes: Success[] = [];
	readonly failures: Failure[] = [];
	/** The error that stopped the workflow. */
	readonly stopped: Failure | undefined;
	readonly hints: string[];
	/** Of the first output. */
	private readonly items: number;

	constructor({ outputs, error, hints }: NodeRunResult) {
		for (const item of outputs.flat()) {
			if (isFailed(item)) this.failures.push({ item: indexOf(item), message: messageOf(item) });
			else this.successes.push({ ...item, item: indexOf(item) });
		}
		this.items = outputs[0]?.length ?? 0;
		this.hints = hints.map(({ message }) => message);
		if (!error) return;
		// A message names at most twenty files, the error's context all.
		const effects = JSON.stringify(error.context?.effects ?? []);
		const message = `${error.message} ${error.description ?? ''} ${effects}`;
		this.stopped = { item: error.context?.itemIndex ?? -1, message };
	}

	/** Whether a hint says that a list lacks something. Others are about Sonar's rate limit, for example. */
	get saysShort(): boolean {
		return this.hints.some((hint) => /than Limit allows|than it counts/.test(hint));
	}

	/** Whether a user learns of that: the editor itself tells when a node outputs as many items as Limit says. */
	tellsOfLimit(limit: number): boolean {
		return this.saysShort || this.items === limit;
	}

	/** The errors that may concern an item. An error that stopped the node concerns every item. */
	errorsOf(item: number): string[] {
		const own = this.failures.filter((failure) => failure.item === item);
		return [...own, ...(this.stopped ? [this.stopped] : [])].map(({ message }) => message);
	}
}

/** An ID, size or name as text, whatever its type. */
export function text(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function isFailed({ json, error }: INodeExecutionData): boolean {
	return error !== undefined || typeof json.error === 'string';
}

function messageOf({ json, error }: INodeExecutionData): string {
	const description = error?.description ?? '';
	return `${typeof json.error === 'string' ? json.error : (error?.message ?? '')} ${description}`;
}

function indexOf({ pairedItem }: INodeExecutionData): number {
	const paired = Array.isArray(pairedItem) ? pairedItem[0] : pairedItem;
	return typeof paired === 'object' ? paired.item : (paired ?? -1);
}
