import { promises as dns } from 'node:dns';
import { BlockList, isIP } from 'node:net';

import { attempt } from '../outcome';

/** Networks that the internet does not reach, by IANA's registries of special-purpose addresses. */
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
 * Whether a host is this machine or in a private network, by its address or by one of those that its
 * name has. A name that cannot be looked up here is none: a proxy may know it.
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
