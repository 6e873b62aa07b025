/** A domain with letters beyond ASCII. Without characters that would end the host of a URL. */
const INTERNATIONAL = /^(?=.*[^\p{ASCII}])[\p{L}\p{M}\p{N}\u200c\u200d.-]+$/u;

/**
 * Equal for equal addresses: in lower case, with an international domain in ASCII
 * (`xn--bcher-kva.example` for `bücher.example`).
 */
export function toAddressKey(address: string): string {
	const lower = address.trim().toLowerCase();
	const [local, domain] = splitAddress(lower);
	if (!INTERNATIONAL.test(domain)) return lower;
	try {
		return local + new URL(`http://${domain}`).hostname;
	} catch {
		return lower;
	}
}

/** Sonar itself only searches for addresses that contain another. */
export function isSameEmailAddress(a: string, b: string): boolean {
	return toAddressKey(a) === toAddressKey(b);
}

/** The first part ends with the @. */
export function splitAddress(address: string): [local: string, domain: string] {
	const start = address.lastIndexOf('@') + 1;
	return [address.slice(0, start), address.slice(start)];
}
