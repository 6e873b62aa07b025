import { Kit } from '../nodes/kit';
import { openDescriptors } from '../openDescriptors';
import { fromSeed, harmlessNames } from '../sonar';
import type { Time } from '../sonar/time';
import { accountForFiles, accountForTickets, type Account } from './account';
import { faultsOf } from './faultsOf';
import { createTickets, uploadAndLink } from './workflow';

export interface SoakOptions {
	/** How many files are uploaded and linked, and how many tickets are created. */
	items: number;
	/** Items of one execution. */
	itemsPerExecution: number;
	/** The share of requests that fail, from 0 to 1. */
	faultShare: number;
	/** The seed of faults and characters. */
	seed: number;
}

interface Accounts {
	files: Account;
	tickets: Account;
	requests: { sent: number; faulty: number };
}

export interface SoakReport extends Accounts {
	/**
	 * After the first execution and after the last one. The first one loads and opens everything that
	 * stays.
	 */
	before: Footprint;
	after: Footprint;
}

export interface Footprint {
	heapInBytes: number;
	/** Undefined if they cannot be counted. */
	descriptors?: number;
}

/**
 * Uploads and links files, each to an account of its own, and creates tickets, each with an attachment,
 * through random faults of Sonars of random characters. Accounts for every file and every ticket.
 */
export async function soak(options: SoakOptions, time: Time): Promise<SoakReport> {
	const kit = await Kit.start({}, time);
	try {
		const reports: Accounts[] = [];
		let before: Footprint | undefined;
		const executions = Math.ceil(options.items / options.itemsPerExecution);
		for (let execution = 0; execution < executions; execution += 1) {
			reports.push(await runOnce(kit, options, options.seed + execution));
			before ??= await footprint();
		}
		return {
			files: add(reports.map(({ files }) => files)),
			tickets: add(reports.map(({ tickets }) => tickets)),
			requests: add(reports.map(({ requests }) => requests)),
			before: before!,
			after: await footprint(),
		};
	} finally {
		await kit.stop();
	}
}

/** A Sonar server for each execution, so that only the nodes and n8n are measured. */
async function runOnce(
	kit: Kit,
	{ itemsPerExecution: items, faultShare }: SoakOptions,
	seed: number,
): Promise<Accounts> {
	await kit.renewSonar({ characters: fromSeed(seed, harmlessNames) });
	const { sonar } = kit;
	const faults = faultsOf(sonar, faultShare, seed);
	for (let id = 1; id <= items; id += 1) sonar.addEntity('Account', { id: String(id) });
	const uploads = await uploadAndLink(kit, items);
	const tickets = await createTickets(kit, items);
	return {
		files: accountForFiles(sonar, uploads),
		tickets: accountForTickets(sonar, tickets),
		requests: { sent: sonar.log.length, faulty: faults.met() },
	};
}

function add<K extends string>(counts: ReadonlyArray<Record<K, number>>): Record<K, number> {
	const keys = Object.keys(counts[0] ?? {}) as K[];
	const sums = keys.map((key) => [key, counts.reduce((sum, each) => sum + each[key], 0)]);
	return Object.fromEntries(sums) as Record<K, number>;
}

async function footprint(): Promise<Footprint> {
	const descriptors = await openDescriptors();
	globalThis.gc?.();
	return { heapInBytes: process.memoryUsage().heapUsed, descriptors };
}
