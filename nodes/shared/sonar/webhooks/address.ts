import { isSecret } from './secret';

/** Where the secret stands in the query of an address, in Sonar and in its calls. */
export const SECRET_PARAMETER = 'secret';

export function addSecret(address: string, secret: string): string {
	const url = new URL(address);
	url.searchParams.set(SECRET_PARAMETER, secret);
	return url.href;
}

/** The secret in an address; nothing if it holds none, or one that was cut. */
export function readSecret(address: string): string | undefined {
	if (!URL.canParse(address)) return undefined;
	const secret = new URL(address).searchParams.get(SECRET_PARAMETER);
	return isSecret(secret) ? secret : undefined;
}

/** Whether two addresses are the same but for their secrets. */
export function isSameAddress(one: string, other: string): boolean {
	return URL.canParse(one) && URL.canParse(other) && normalize(one) === normalize(other);
}

function normalize(address: string): string {
	const url = new URL(address);
	url.searchParams.delete(SECRET_PARAMETER);
	url.hash = '';
	url.pathname = url.pathname.replace(/\/+$/, '');
	return url.href;
}
