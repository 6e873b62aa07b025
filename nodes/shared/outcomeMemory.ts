import type { INodeExecutionData } from 'n8n-workflow';

import { isFailure, type Result } from './sonar/result';

/** What an item asked for, by its position among all that the item asks for. */
interface Asked {
	item: INodeExecutionData;
	position: number;
}

const outcomes = new WeakMap<INodeExecutionData, Map<number, Result<unknown>>>();

/**
 * Keeps what was done, or may have been done, for an item. n8n's Retry On Fail runs a node again
 * with the very same item objects, while every other run of a node gets objects of its own
 * (n8n-core's `addPairedItemLineage`, which copies them once before the tries).
 */
export function remember({ item, position }: Asked, result: Result<unknown>): void {
	if (isFailure(result) && result.error.nature !== 'interrupted') return;
	const ofItem = outcomes.get(item) ?? new Map<number, Result<unknown>>();
	ofItem.set(position, result);
	outcomes.set(item, ofItem);
}

/** What an earlier try did; nothing where it can be tried again without harm. */
export function recall<T>({ item, position }: Asked): Result<T> | undefined {
	return outcomes.get(item)?.get(position) as Result<T> | undefined;
}
