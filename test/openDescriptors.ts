import { readdirSync } from 'node:fs';

const OWN = '/proc/self/fd';

/** Only Linux lists the descriptors of a process; tests that count them are skipped elsewhere. */
export const countsDescriptors = process.platform === 'linux';

/** How many files and sockets are open, once those that are closing have closed. */
export async function openDescriptors(): Promise<number | undefined> {
	if (!countsDescriptors) return undefined;
	await new Promise((resolve) => setTimeout(resolve, 200));
	return readdirSync(OWN).length;
}
