const LARGEST_ID = 2n ** 63n - 1n;

/** An id as decimal digits, from 1 to 2^63 - 1. Undefined if the text is not an id. */
export function parseId(text: string): string | undefined {
	const id = /^\d{1,19}$/.test(text) ? BigInt(text) : 0n;
	return id >= 1n && id <= LARGEST_ID ? id.toString() : undefined;
}
