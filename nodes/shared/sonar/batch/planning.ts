/** The limits that an input sets for the request that carries it. */
export interface RequestLimits {
	/** Most inputs in the request. */
	perRequest: number;
	/** Bytes of the input's content. */
	size?: number;
	/** Most bytes of content in the request. A bigger input gets a request of its own. */
	bytesPerRequest?: number;
}

/**
 * Splits inputs into requests and keeps their order. Each input brings its own limits, and the
 * strictest of a request's inputs counts.
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

/** Groups inputs by key, in the order of each group's first input. */
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

/** Splits inputs that were refused as a whole. */
export function halve<T>(inputs: readonly T[]): [T[], T[]] {
	const middle = Math.ceil(inputs.length / 2);
	return [inputs.slice(0, middle), inputs.slice(middle)];
}
