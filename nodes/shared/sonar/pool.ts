import pLimit from 'p-limit';

import { isFailure, type Result, type Results } from './result';

export interface PoolOptions {
	/** How many groups are under way at once. */
	parallelRequests: number;
	/** Whether no further group starts once something has failed. */
	stopOnFailure: boolean;
	/** Hears after each group of several how many of the things are done. */
	progress?: (done: number, total: number) => void;
}

/** A group of a plan, by the indexes of what it carries. */
export type Group = readonly number[];

/**
 * Runs the groups of `things` side by side and puts their results in the order of the things,
 * whatever finished first. Groups that did not start leave holes.
 */
export async function runGroups<Thing, T>(
	things: readonly Thing[],
	groups: readonly Group[],
	{ parallelRequests, stopOnFailure, progress }: PoolOptions,
	run: (members: Thing[]) => Promise<Array<Result<T>>>,
): Promise<Results<T>> {
	const results: Results<T> = new Array<Result<T> | undefined>(things.length).fill(undefined);
	const limit = pLimit(parallelRequests);
	let failed = false;
	let done = 0;
	const runGroup = async (group: Group) => {
		if (failed && stopOnFailure) return;
		const groupResults = await run(group.map((index) => things[index]!));
		group.forEach((index, position) => (results[index] = groupResults[position]));
		failed ||= groupResults.some(isFailure);
		done += group.length;
		if (groups.length > 1) progress?.(done, things.length);
	};
	await Promise.all(groups.map(async (group) => await limit(runGroup, group)));
	return results;
}
