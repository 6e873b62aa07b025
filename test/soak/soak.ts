import { startEngine, type Engine } from '../engine';
import { openDescriptors } from '../openDescriptors';
import { startSonar } from '../sonar';
import { accountFor, type Account } from './account';
import { faultsOf } from './faultsOf';
import { linkEach, uploadEach } from './workflow';

export interface SoakOptions {
	items: number;
	/** Items of one execution. */
	itemsPerExecution: number;
	/** The share of the requests that meet a fault, from 0 to 1. */
	faultShare: number;
	/** Of the faults: the same seed gives the same ones. */
	seed: number;
}

export interface SoakReport extends Account {
	requests: number;
	faults: number;
	/**
	 * After the first execution and after the last one. The first one loads and opens everything that
	 * stays.
	 */
	before: Footprint;
	after: Footprint;
}

export interface Footprint {
	heapInBytes: number;
	/** Absent if they cannot be counted. */
	descriptors?: number;
}

/**
 * Uploads and links files, each to an account of its own, through random faults, and accounts for
 * every one of them.
 */
export async function soak(options: SoakOptions): Promise<SoakReport> {
	const engine = await startEngine();
	try {
		const total = { done: 0, reported: 0, unknown: 0, lost: 0, requests: 0, faults: 0 };
		let before: Footprint | undefined;
		const executions = Math.ceil(options.items / options.itemsPerExecution);
		for (let execution = 0; execution < executions; execution += 1) {
			const report = await runOnce(engine, options, options.seed + execution);
			for (const key of Object.keys(total) as Array<keyof typeof total>) total[key] += report[key];
			before ??= await footprint();
		}
		return { ...total, before: before!, after: await footprint() };
	} finally {
		await engine.close();
	}
}

/** A Sonar server for each execution, so that only the nodes and n8n are measured. */
async function runOnce(
	engine: Engine,
	{ itemsPerExecution: items, faultShare }: SoakOptions,
	seed: number,
): Promise<Account & { requests: number; faults: number }> {
	const sonar = await startSonar();
	try {
		const faults = faultsOf(sonar, faultShare, seed);
		for (let id = 1; id <= items; id += 1) sonar.addEntity('Account', { id: String(id) });
		const uploads = await uploadEach(engine, sonar, items);
		const links = await linkEach(engine, sonar, uploads);
		return {
			...accountFor(sonar, uploads, links),
			requests: sonar.log.length,
			faults: faults.met(),
		};
	} finally {
		await sonar.close();
	}
}

async function footprint(): Promise<Footprint> {
	const descriptors = await openDescriptors();
	globalThis.gc?.();
	return { heapInBytes: process.memoryUsage().heapUsed, descriptors };
}
