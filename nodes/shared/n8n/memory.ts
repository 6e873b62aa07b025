import type { INode, INodeExecutionData } from 'n8n-workflow';

import { effectsOf, SKIPPED, type Effect, type Outcome, type Outcomes } from '../sonar/outcome';
import type { ItemInput } from './Item';
import type { Run } from './task';

/** Outcomes to remember for an item, by node and step. */
const remembered = new WeakMap<object, Map<string, Outcome<unknown>>>();

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
	const ofItem = remembered.get(same) ?? new Map<string, Outcome<unknown>>();
	ofItem.set(keyOf(step), outcome);
	remembered.set(same, ofItem);
}

/** The outcome of an earlier try; undefined if the step can safely run again. */
export function recall<T>(step: Step): Outcome<T> | undefined {
	const ofItem = remembered.get(toSameObject(step.item, step.node));
	return ofItem?.get(keyOf(step)) as Outcome<T> | undefined;
}

/** All effects of a node's earlier tries on an item, sure or not. */
export function recallEffects(item: INodeExecutionData, node: INode): Effect[] {
	const ofItem = [...(remembered.get(toSameObject(item, node)) ?? [])];
	return ofItem
		.filter(([key]) => key.startsWith(`${node.id} `))
		.flatMap(([, outcome]) => effectsOf(outcome));
}

/** The steps of a run. They leave out what an earlier try of Retry On Fail did, or may have done. */
export function buildSteps<Input>(
	node: INode,
	group: ReadonlyArray<ItemInput<Input>>,
	stopOnFailure: boolean,
): Pick<Run<Input>, 'step' | 'recall'> {
	const itemInputs = new Map(group.map((itemInput) => [itemInput.input, itemInput]));

	const toSteps = <Thing>(
		name: string,
		things: readonly Thing[],
		ownerOf: (thing: Thing) => Input,
	) => {
		const counts = new Map<Input, number>();
		return things.map((thing) => {
			const owner = ownerOf(thing);
			const count = counts.get(owner) ?? 0;
			counts.set(owner, count + 1);
			const { item, position } = itemInputs.get(owner)!;
			return { thing, key: { item: item.data, node, name: `${name}:${position}:${count}` } };
		});
	};

	const recallAll = <Thing, T>(
		name: string,
		things: readonly Thing[],
		ownerOf: (thing: Thing) => Input,
	): Outcomes<Thing, T> => {
		const outcomes: Outcomes<Thing, T> = new Map();
		for (const { thing, key } of toSteps(name, things, ownerOf)) {
			const earlier = recall<T>(key);
			if (earlier) outcomes.set(thing, earlier);
		}
		return outcomes;
	};

	const step = async <Thing, T>(
		name: string,
		things: readonly Thing[],
		ownerOf: (thing: Thing) => Input,
		execute: (open: Thing[]) => Promise<Outcomes<Thing, T>>,
	): Promise<Outcomes<Thing, T>> => {
		const steps = toSteps(name, things, ownerOf);
		const open = steps.filter(({ key }) => !recall(key));
		const hasFailed = steps.some(({ key }) => recall(key)?.status === 'failed');
		const outcomes: Outcomes<Thing, T> =
			open.length > 0 && !(stopOnFailure && hasFailed)
				? await execute(open.map(({ thing }) => thing))
				: new Map<Thing, never>();
		for (const { thing, key } of open) remember(key, outcomes.get(thing) ?? SKIPPED);
		return new Map([...outcomes, ...recallAll<Thing, T>(name, things, ownerOf)]);
	};

	return { step, recall: recallAll };
}

/** How often nodes have run with an item. */
const runs = new WeakMap<object, Map<string, number>>();

/** Whether n8n's Retry On Fail runs a node again with its items if it throws. Call it once per run. */
export function hasTriesLeft(item: INodeExecutionData, node: INode): boolean {
	const ofItem = runs.get(item) ?? new Map<string, number>();
	const run = (ofItem.get(node.id) ?? 0) + 1;
	runs.set(item, ofItem.set(node.id, run));
	// As n8n-core's WorkflowExecute bounds them. It takes 0 for none.
	const { retryOnFail, maxTries = 0 } = node;
	const tries = Math.min(5, Math.max(2, maxTries === 0 ? 3 : maxTries));
	return retryOnFail === true && run < tries;
}
