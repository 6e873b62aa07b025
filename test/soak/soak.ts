import { Kit } from '../nodes/kit';
import { openDescriptors } from '../openDescriptors';
import { fromSeed, harmlessNames, type Sonar } from '../sonar';
import type { Time } from '../sonar/time';
import { accountForEmails, accountForFiles, accountForTickets, type Account } from './account';
import { faultsOf } from './faultsOf';
import { addComments, closeTickets, listTickets, queryTickets } from './openTickets';
import { addressOf, answeredBy, bringInEmails, createTickets, uploadAndLink } from './workflow';

/** What is done with the items of an execution, each of which has an outcome. */
const JOBS = {
	async files(kit: Kit, items: number) {
		addCustomers(kit.sonar, items);
		return accountForFiles(kit.sonar, await uploadAndLink(kit, items));
	},
	tickets: async (kit: Kit, items: number) =>
		accountForTickets(kit.sonar, await createTickets(kit, items)),
	async emails(kit: Kit, items: number) {
		addCustomers(kit.sonar, items);
		return accountForEmails(kit.sonar, await bringInEmails(kit, items));
	},
	listed: listTickets,
	closed: closeTickets,
	queries: queryTickets,
	mutations: addComments,
};

export type Job = keyof typeof JOBS;

export const jobs = Object.keys(JOBS) as Job[];

export interface SoakOptions {
	/** How many files, tickets, emails and so on: for each of the jobs. */
	items: number;
	/** Items of one execution. */
	itemsPerExecution: number;
	/** The share of requests that fail, from 0 to 1. */
	faultShare: number;
	/** The seed of faults and characters. */
	seed: number;
	/** Called after each execution. */
	onProgress?: (job: Job, items: number) => void;
	/** Called as soon as a job has done all its items. */
	onDone?: (job: Job, account: Account) => void;
}

export interface SoakReport {
	accounts: Record<Job, Account>;
	requests: Requests;
	/**
	 * After the first execution of each job and after the last one. The first ones load and open everything
	 * that stays.
	 */
	before: Footprint;
	after: Footprint;
}

interface Requests {
	sent: number;
	faulty: number;
}

export interface Footprint {
	heapInBytes: number;
	/** Undefined if they cannot be counted. */
	descriptors?: number;
}

/**
 * Uploads and links files, each to an account of its own; creates tickets, each with an attachment; brings
 * in emails, each from the contact of an account; lists and closes tickets, asks for them by GraphQL, and
 * adds comments to them by a mutation: through random faults of Sonars of random characters. Accounts for
 * every file, ticket, email and answer.
 */
export async function soak(options: SoakOptions, time: Time): Promise<SoakReport> {
	const { items, itemsPerExecution, seed, onProgress, onDone } = options;
	const kit = await Kit.start({}, time);
	try {
		const runs: Array<Run & { job: Job }> = [];
		const runNext = async (job: Job, execution: number) => {
			const rest = items - execution * itemsPerExecution;
			const size = Math.min(rest, itemsPerExecution);
			runs.push({
				job,
				...(await runOnce(kit, job, { ...options, size, seed: seed + execution })),
			});
			onProgress?.(job, execution * itemsPerExecution + size);
		};
		const accountOf = (job: Job) =>
			add(runs.filter((run) => run.job === job).map((run) => run.account));
		for (const job of jobs) await runNext(job, 0);
		const before = await footprint();
		for (const job of jobs) {
			for (let execution = 1; execution * itemsPerExecution < items; execution += 1) {
				await runNext(job, execution);
			}
			onDone?.(job, accountOf(job));
		}
		return {
			accounts: Object.fromEntries(
				jobs.map((job) => [job, accountOf(job)]),
			) as SoakReport['accounts'],
			requests: add(runs.map(({ requests }) => requests)),
			before,
			after: await footprint(),
		};
	} finally {
		await kit.stop();
	}
}

interface Run {
	account: Account;
	requests: Requests;
}

/** A Sonar server for each execution, so that only the nodes and n8n are measured. */
async function runOnce(
	kit: Kit,
	job: Job,
	{ size, faultShare, seed }: SoakOptions & { size: number },
): Promise<Run> {
	await kit.renewSonar({ characters: fromSeed(seed, harmlessNames) });
	const { sonar } = kit;
	const faults = faultsOf(sonar, faultShare, seed);
	const account = await JOBS[job](kit, size);
	return { account, requests: { sent: sonar.log.length, faulty: faults.met() } };
}

function addCustomers(sonar: Sonar, items: number): void {
	for (let index = 0; index < items; index += 1) addCustomer(sonar, index);
}

/** An account with a contact, and with the ticket that the contact's email answers, if it does. */
function addCustomer(sonar: Sonar, index: number): void {
	const account = sonar.addEntity('Account', { id: String(index + 1) });
	sonar.addEntity('Contact', {
		details: {
			email_address: addressOf(index),
			contactable_type: 'Account',
			contactable_id: account,
		},
	});
	const ticket = answeredBy(index);
	if (ticket === undefined) return;
	const details = { ticketable_type: 'Account', ticketable_id: account };
	sonar.addEntity('Ticket', { id: ticket, details });
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
