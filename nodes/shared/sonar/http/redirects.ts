import { promises as dns } from 'node:dns';
import { BlockList, isIP } from 'node:net';

import { attempt } from '../outcome';
import { SonarError } from '../SonarError';
import { isLocal } from './instanceUrl';
import type { HttpAnswer } from './types';

/** Networks that the internet does not reach (IANA's special-purpose address registries). */
const INSIDE: ReadonlyArray<[network: string, prefix: number]> = [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['224.0.0.0', 4],
	['240.0.0.0', 4],
	['::', 128],
	['::1', 128],
	['64:ff9b::', 96],
	['fc00::', 7],
	['fe80::', 10],
	['fec0::', 10],
	['ff00::', 8],
];

const inside = new BlockList();
for (const [network, prefix] of INSIDE) {
	inside.addSubnet(network, prefix, network.includes(':') ? 'ipv6' : 'ipv4');
}

/**
 * The target of a redirect, if the request may follow it there.
 *
 * @param origin of the instance
 * @throws SonarError for a redirect without a usable target, to an unsafe one, or into n8n's network
 */
export async function followRedirect(answer: HttpAnswer, from: URL, origin: URL): Promise<URL> {
	const target = readLocation(answer, from);
	if (!target || !isSafe(target, origin)) throw buildRedirectFailure(answer, from);
	if (await leadsInside(target, origin)) {
		throw new SonarError(
			'redirectInside',
			`Sonar redirects the download to ${target.origin}, an address of n8n’s own network`,
		);
	}
	return target;
}

/** The failure for a redirect that is not followed. The API itself never redirects. */
export function buildRedirectFailure(answer: HttpAnswer, from: URL): SonarError {
	const { status } = answer;
	const target = readLocation(answer, from);
	// The origin alone, since the rest may hold a secret.
	const where = target ? ` to ${target.origin}` : '';
	return new SonarError(
		'redirect',
		`The instance URL redirects${where} (HTTP ${status}) instead of answering`,
		{ status },
	);
}

function readLocation({ headers }: HttpAnswer, from: URL): URL | undefined {
	const { location } = headers;
	return typeof location === 'string' && URL.canParse(location, from.href)
		? new URL(location, from)
		: undefined;
}

/** A redirect may use https, or http on the machine that a local instance runs on. */
function isSafe(target: URL, origin: URL): boolean {
	if (target.protocol === 'https:') return true;
	return target.protocol === 'http:' && isLocal(target) && isLocal(origin);
}

/** Whether a redirect leads from the internet into a network that only this machine reaches. */
async function leadsInside(target: URL, origin: URL): Promise<boolean> {
	if (target.hostname === origin.hostname || !(await isInside(target))) return false;
	return !(await isInside(origin));
}

/**
 * Whether a host is this machine or in a private network, by any of its addresses. False for a name
 * that DNS does not know here: a proxy may know it.
 */
export async function isInside({ hostname }: URL): Promise<boolean> {
	const host = hostname.replace(/^\[|\]$|\.$/g, '');
	const addresses = isIP(host) ? [host] : await resolve(host);
	return addresses.some((address) => inside.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4'));
}

async function resolve(host: string): Promise<string[]> {
	const found = await attempt(() => dns.lookup(host, { all: true }));
	return found.status === 'done' ? found.value.map(({ address }) => address) : [];
}
