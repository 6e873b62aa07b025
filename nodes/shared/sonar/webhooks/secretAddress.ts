import { createHash, randomBytes, timingSafeEqual } from 'crypto';

/**
 * Sonar does not sign its calls, so a secret in an endpoint's address identifies them. Hexadecimal,
 * because Sonar may change the case of an address.
 */
const SECRET = /^[0-9a-f]{64}$/;

export function newSecret(): string {
	return randomBytes(32).toString('hex');
}

function isSecret(value: unknown): value is string {
	return typeof value === 'string' && SECRET.test(value);
}

/** Safe to store: nobody can make a call with the hash alone. */
export function hashOf(secret: string): string {
	return createHash('sha256').update(secret).digest('hex');
}

/** Whether a value is the secret of a hash. Compares in constant time. */
export function matchesHash(value: unknown, hash: unknown): boolean {
	if (!isSecret(value) || !isSecret(hash)) return false;
	return timingSafeEqual(Buffer.from(hashOf(value)), Buffer.from(hash));
}

/** The query parameter with the secret, both in Sonar and in its calls. */
export const SECRET_PARAMETER = 'secret';

export function addSecret(address: string, secret: string): string {
	const url = new URL(address);
	url.searchParams.set(SECRET_PARAMETER, secret);
	return url.href;
}

/** The secret in an address. Undefined if there is none, or if it was cut. */
export function readSecret(address: string): string | undefined {
	if (!URL.canParse(address)) return undefined;
	const secret = new URL(address).searchParams.get(SECRET_PARAMETER);
	return isSecret(secret) ? secret : undefined;
}

/** Whether two addresses are the same, apart from their secrets. */
export function isSameEndpoint(one: string, other: string): boolean {
	return URL.canParse(one) && URL.canParse(other) && normalize(one) === normalize(other);
}

function normalize(address: string): string {
	const url = new URL(address);
	url.searchParams.delete(SECRET_PARAMETER);
	url.hash = '';
	url.pathname = url.pathname.replace(/\/+$/, '');
	return url.href;
}
