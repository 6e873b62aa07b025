import type { INode, INodeExecutionData } from 'n8n-workflow';

import { effectsOf, type Effect, type Outcome } from '../sonar/outcome';

/** Outcomes to remember for an item, by node and step. */
const outcomes = new WeakMap<object, Map<string, Outcome<unknown>>>();

/** A step of a node's work on an item, for example its second upload. */
export interface Step {
	item: INodeExecutionData;
	node: INode;
	/** Tells the steps of an item apart. */
	name: string;
}

const keyOf = ({ node, name }: Step) => `${node.id} ${name}`;

/**
 * The object that is the same in every try. n8n's Retry On Fail reuses the item objects, while every other
 * run gets its own: n8n-core's `addPairedItemLineage` copies them once, before the first try. An agent's
 * tool gets a new item per try, but with the same `json`, the model's call (`makeHandleToolInvocation`).
 */
function toSameObject(item: INodeExecutionData, { type }: INode): object {
	return type.endsWith('Tool') ? item.json : item;
}

/** Remembers the outcome of a step that did something, or may have. */
export function remember(step: Step, outcome: Outcome<unknown>): void {
	if (effectsOf(outcome).length === 0) return;
	const same = toSameObject(step.item, step.node);
	const ofItem = outcomes.get(same) ?? new Map<string, Outcome<unknown>>();
	ofItem.set(keyOf(step), outcome);
	outcomes.set(same, ofItem);
}

/** The outcome of an earlier try; undefined if the step can safely run again. */
export function recall<T>(step: Step): Outcome<T> | undefined {
	const ofItem = outcomes.get(toSameObject(step.item, step.node));
	return ofItem?.get(keyOf(step)) as Outcome<T> | undefined;
}

/** All effects of a node's earlier tries on an item, sure or not. */
export function recallEffects(item: INodeExecutionData, node: INode): Effect[] {
	const ofItem = [...(outcomes.get(toSameObject(item, node)) ?? [])];
	return ofItem
		.filter(([key]) => key.startsWith(`${node.id} `))
		.flatMap(([, outcome]) => effectsOf(outcome));
}
