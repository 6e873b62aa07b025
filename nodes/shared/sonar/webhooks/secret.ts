import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Sonar signs nothing, so a secret in the address of an endpoint tells its calls from those of others.
 * In hexadecimal digits, which outlast any change of case.
 */
const SECRET = /^[0-9a-f]{64}$/;

export function newSecret(): string {
	return randomBytes(32).toString('hex');
}

export function isSecret(value: unknown): value is string {
	return typeof value === 'string' && SECRET.test(value);
}

/** What may be kept of a secret: who reads it can make no call. */
export function hashOf(secret: string): string {
	return createHash('sha256').update(secret).digest('hex');
}

/** Whether a value is the secret of a hash; takes as long whatever differs. */
export function matchesHash(value: unknown, hash: unknown): boolean {
	if (!isSecret(value) || !isSecret(hash)) return false;
	return timingSafeEqual(Buffer.from(hashOf(value)), Buffer.from(hash));
}
