/** The limits that an input sets for its request. */
export interface RequestLimits {
	/** How many inputs the request may hold. */
	perRequest: number;
	/** Bytes of content. */
	size?: number;
	/** Bytes of content that the request may hold. A bigger input gets a request of its own. */
	bytesPerRequest?: number;
}

/**
 * Cuts inputs, in their order, into requests. Each input brings its own limits: a request holds no
 * more than the strictest of its inputs allows.
 */
export function planRequests<T>(
	inputs: readonly T[],
	limitsOf: (input: T) => RequestLimits,
): T[][] {
	const requests: T[][] = [];
	let bytes = 0;
	let most = 0;
	let mostBytes = Infinity;
	for (const input of inputs) {
		const { perRequest, size = 0, bytesPerRequest = Infinity } = limitsOf(input);
		const request = requests.at(-1);
		const fits =
			request !== undefined &&
			request.length < Math.min(most, perRequest) &&
			bytes + size <= Math.min(mostBytes, bytesPerRequest);
		if (fits) {
			request.push(input);
			bytes += size;
			most = Math.min(most, perRequest);
			mostBytes = Math.min(mostBytes, bytesPerRequest);
		} else {
			requests.push([input]);
			bytes = size;
			most = perRequest;
			mostBytes = bytesPerRequest;
		}
	}
	return requests;
}

/** Puts inputs with the same key together, in the order of their first one. */
export function groupByKey<T>(inputs: readonly T[], keyOf: (input: T) => string): T[][] {
	const groups = new Map<string, T[]>();
	for (const input of inputs) {
		const key = keyOf(input);
		const group = groups.get(key);
		if (group) group.push(input);
		else groups.set(key, [input]);
	}
	return [...groups.values()];
}

/** The two halves of inputs that were refused as a whole. */
export function halve<T>(inputs: readonly T[]): [T[], T[]] {
	const middle = Math.ceil(inputs.length / 2);
	return [inputs.slice(0, middle), inputs.slice(middle)];
}
