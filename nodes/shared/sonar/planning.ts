import type { Group } from './pool';

/** A thing that travels in a request with others, and what it asks of that request. */
export interface Cargo {
	/** How many things the request may hold. */
	perRequest: number;
	/** Bytes of content. */
	size?: number;
	/** Bytes of content that the request may hold; a bigger thing travels alone. */
	bytesPerRequest?: number;
}

/**
 * Cuts things, in their order, into requests. Each thing brings its own limits: a request holds no
 * more than the strictest of its things allows.
 */
export function planRequests(things: readonly Cargo[]): Group[] {
	const groups: number[][] = [];
	let bytes = 0;
	let most = 0;
	let mostBytes = Infinity;
	things.forEach(({ perRequest, size = 0, bytesPerRequest = Infinity }, index) => {
		const group = groups.at(-1);
		const fits =
			group !== undefined &&
			group.length < Math.min(most, perRequest) &&
			bytes + size <= Math.min(mostBytes, bytesPerRequest);
		if (fits) {
			group.push(index);
			bytes += size;
			most = Math.min(most, perRequest);
			mostBytes = Math.min(mostBytes, bytesPerRequest);
		} else {
			groups.push([index]);
			bytes = size;
			most = perRequest;
			mostBytes = bytesPerRequest;
		}
	});
	return groups;
}

/** Puts the indexes of things with the same key together, in the order of their first one. */
export function groupByKey<T>(things: readonly T[], keyOf: (thing: T) => string): Group[] {
	const groups = new Map<string, number[]>();
	things.forEach((thing, index) => {
		const key = keyOf(thing);
		const group = groups.get(key) ?? [];
		group.push(index);
		groups.set(key, group);
	});
	return [...groups.values()];
}

/** The two halves of a group that was refused as a whole. */
export function halves<T>(group: readonly T[]): [T[], T[]] {
	const middle = Math.ceil(group.length / 2);
	return [group.slice(0, middle), group.slice(middle)];
}
