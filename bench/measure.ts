import { runJob, type Cost } from './jobProcess';
import type { Job, JobName } from './jobs';
import { say } from './progress';
import { SonarProcess, type ServerFile, type SonarSetup } from './sonarProcess';

export const MIB = 1024 * 1024;
export const GIB = 1024 * MIB;

/** The part of a cost that no node can save. */
export interface Floor {
	text: string;
	/** Whether this part alone misses the goal. */
	missesGoal: boolean;
}

/** A line of the table. */
export interface Row {
	name: string;
	ours: string;
	peer?: string;
	/** The ratio of ours to the peer's, if both were measured. */
	ratio?: number;
	/** The goal, and whether it is met. */
	must: string;
	reached: boolean;
	/** The cost of the same work without our nodes, measured in the same run. */
	floor?: Floor;
	/** Whether it counts requests or measures flatness, which do not depend on the machine's load. */
	exact?: boolean;
}

/** @param most of the peer's time, as a ratio */
export function wallTimeRow(
	rounds: number,
	{ milliseconds }: { milliseconds: number },
	peer: { milliseconds: number },
	most: number,
): Row {
	return {
		name: `Wall time of that (median of ${rounds})`,
		ours: seconds(milliseconds),
		peer: seconds(peer.milliseconds),
		ratio: milliseconds / peer.milliseconds,
		must: `≤ ${most}`,
		reached: milliseconds <= most * peer.milliseconds,
	};
}

/** The rows of a part, each as soon as it is known. */
export type Rows = AsyncGenerator<Row, void>;

export interface Measured extends Cost {
	requests: number;
}

/** Runs a job and counts its requests to Sonar. */
export async function measure(
	sonar: SonarProcess,
	name: JobName,
	job: Partial<Job> = {},
): Promise<Measured> {
	const { items = 1, fileBytes } = job;
	say(`   ${name}, items: ${items}${fileBytes ? `, files of ${size(fileBytes)}` : ''}`);
	await sonar.countRequests();
	const cost = await runJob({ name, credential: sonar.credential, ...job, items });
	return { ...cost, requests: await sonar.countRequests() };
}

/** Provides a Sonar server while it is used. */
export async function withSonar<T>(
	setup: SonarSetup,
	use: (sonar: SonarProcess) => Promise<T>,
	file?: ServerFile,
): Promise<T> {
	const sonar = await SonarProcess.start(setup, file);
	try {
		return await use(sonar);
	} finally {
		await sonar.stop();
	}
}

export function medianOf(values: readonly number[]): number {
	return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

export const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;
const size = (bytes: number) => (bytes < MIB ? `${bytes} bytes` : mebibytes(bytes));
export const mebibytes = (bytes: number) => `${(bytes / MIB).toFixed(0)} MiB`;
