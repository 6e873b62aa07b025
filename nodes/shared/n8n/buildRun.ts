import type { IExecuteFunctions } from 'n8n-workflow';

import { SonarClient } from '../sonar/http/SonarClient';
import { SKIPPED, type Outcomes } from '../sonar/outcome';
import { buildHost } from './host';
import type { ItemInput } from './Item';
import { recall, remember } from './memory';
import type { RequestSettings, Run } from './task';

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
	const itemInputs = new Map(group.map((itemInput) => [itemInput.input, itemInput]));
	const node = context.getNode();

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

	return {
		client: new SonarClient(host, most(inputs.map(({ idleTimeout }) => idleTimeout))),
		pool: {
			parallelRequests: least(inputs.map(({ parallelRequests }) => parallelRequests)),
			stopOnFailure,
		},
		once: async (things, execute) => await step('', things, (thing) => thing, execute),
		step,
		recall: recallAll,
	};
}
