import type { IDataObject } from 'n8n-workflow';

/**
 * The JSON of the items at each output of a node, in the first of its runs.
 *
 * @param data of an execution, as the package flatted writes it: a list of values in which objects and
 *   lists hold texts and each other by index
 */
export function readOutputs(data: string, node: string): IDataObject[][] {
	const values = JSON.parse(data) as unknown[];
	const follow = (part: unknown) => (typeof part === 'string' ? values[Number(part)] : part);
	const at = (value: unknown, ...path: string[]) =>
		path.reduce((found, key) => follow((found as IDataObject | undefined)?.[key]), value);
	const unpack = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map((part) => unpack(follow(part)));
		if (typeof value !== 'object' || value === null) return value;
		const parts = Object.entries(value).map(([key, part]) => [key, unpack(follow(part))]);
		return Object.fromEntries(parts);
	};
	const outputs = at(values[0], 'resultData', 'runData', node, '0', 'data', 'main');
	return ((outputs ?? []) as unknown[]).map((output) =>
		((follow(output) ?? []) as unknown[]).map(
			(item) => unpack(at(follow(item), 'json')) as IDataObject,
		),
	);
}
