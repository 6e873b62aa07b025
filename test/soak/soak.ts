import { Kit } from '../nodes/kit';
import { openDescriptors } from '../openDescriptors';
import { fromSeed, harmlessNames, type Sonar } from '../sonar';
import type { Time } from '../sonar/time';
import { accountForEmails, accountForFiles, accountForTickets, type Account } from './account';
import { faultsOf } from './faultsOf';
import { addressOf, answeredBy, bringInEmails, createTickets, uploadAndLink } from './workflow';

export interface SoakOptions {
	/** How many files are uploaded and linked, how many tickets are created, how many emails come in. */
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
	emails: Account;
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
 * Uploads and links files, each to an account of its own, creates tickets, each with an attachment, and
 * brings in emails, each from the contact of an account, through random faults of Sonars of random
 * characters. Accounts for every file, ticket and email.
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
			emails: add(reports.map(({ emails }) => emails)),
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
	for (let index = 0; index < items; index += 1) addCustomer(sonar, index);
	const uploads = await uploadAndLink(kit, items);
	const tickets = await createTickets(kit, items);
	const emails = await bringInEmails(kit, items);
	return {
		files: accountForFiles(sonar, uploads),
		tickets: accountForTickets(sonar, tickets),
		emails: accountForEmails(sonar, emails),
		requests: { sent: sonar.log.length, faulty: faults.met() },
	};
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
