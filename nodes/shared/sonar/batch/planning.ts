/** The limits that a thing sets for its request. */
export interface RequestLimits {
	/** How many things the request may hold. */
	perRequest: number;
	/** Bytes of content. */
	size?: number;
	/** Bytes of content that the request may hold. A bigger thing gets a request of its own. */
	bytesPerRequest?: number;
}

/**
 * Cuts things, in their order, into requests. Each thing brings its own limits: a request holds no
 * more than the strictest of its things allows.
 */
export function planRequests<T>(
	things: readonly T[],
	limitsOf: (thing: T) => RequestLimits,
): T[][] {
	const requests: T[][] = [];
	let bytes = 0;
	let most = 0;
	let mostBytes = Infinity;
	for (const thing of things) {
		const { perRequest, size = 0, bytesPerRequest = Infinity } = limitsOf(thing);
		const request = requests.at(-1);
		const fits =
			request !== undefined &&
			request.length < Math.min(most, perRequest) &&
			bytes + size <= Math.min(mostBytes, bytesPerRequest);
		if (fits) {
			request.push(thing);
			bytes += size;
			most = Math.min(most, perRequest);
			mostBytes = Math.min(mostBytes, bytesPerRequest);
		} else {
			requests.push([thing]);
			bytes = size;
			most = perRequest;
			mostBytes = bytesPerRequest;
		}
	}
	return requests;
}

/** Puts things with the same key together, in the order of their first one. */
export function groupByKey<T>(things: readonly T[], keyOf: (thing: T) => string): T[][] {
	const groups = new Map<string, T[]>();
	for (const thing of things) {
		const key = keyOf(thing);
		const group = groups.get(key);
		if (group) group.push(thing);
		else groups.set(key, [thing]);
	}
	return [...groups.values()];
}

/** The two halves of things that were refused as a whole. */
export function halve<T>(things: readonly T[]): [T[], T[]] {
	const middle = Math.ceil(things.length / 2);
	return [things.slice(0, middle), things.slice(middle)];
}
