import type { INodeExecutionData } from 'n8n-workflow';

import { effectsOf, type Effect, type Outcome } from '../sonar/outcome';

/** What is remembered of an item, by node and step. */
const outcomes = new WeakMap<INodeExecutionData, Map<string, Outcome<unknown>>>();

/** A step of what a node does for an item, for example its second upload. */
export interface Step {
	item: INodeExecutionData;
	nodeId: string;
	/** Tells the steps of an item apart. */
	name: string;
}

const keyOf = ({ nodeId, name }: Step) => `${nodeId} ${name}`;

/**
 * Keeps what was done, or may have been done, for an item. n8n's Retry On Fail runs a node again
 * with the very same item objects, while every other run of a node gets objects of its own
 * (n8n-core's `addPairedItemLineage`, which copies them once before the tries).
 */
export function remember(step: Step, outcome: Outcome<unknown>): void {
	if (effectsOf(outcome).length === 0) return;
	const ofItem = outcomes.get(step.item) ?? new Map<string, Outcome<unknown>>();
	ofItem.set(keyOf(step), outcome);
	outcomes.set(step.item, ofItem);
}

/** What an earlier try did; nothing if it can be tried again without harm. */
export function recall<T>(step: Step): Outcome<T> | undefined {
	return outcomes.get(step.item)?.get(keyOf(step)) as Outcome<T> | undefined;
}

/** All that earlier tries of a node did for an item, or may have done. */
export function recallEffects(item: INodeExecutionData, nodeId: string): Effect[] {
	const ofItem = [...(outcomes.get(item) ?? [])];
	return ofItem
		.filter(([key]) => key.startsWith(`${nodeId} `))
		.flatMap(([, outcome]) => effectsOf(outcome));
}
