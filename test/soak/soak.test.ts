import { useTime } from '../nodes/useTime';
import { countsDescriptors } from '../openDescriptors';
import { VirtualTime } from '../VirtualTime';
import { jobs, soak, type Job, type SoakReport } from './soak';

const ITEMS = 240;
/** They change nothing, so that their outcome is known. */
const READING: readonly Job[] = ['listed', 'queries'];

describe('A soak', () => {
	let report: SoakReport;
	const progress: string[] = [];
	beforeAll(async () => {
		const time = new VirtualTime();
		useTime(time);
		const options = {
			items: ITEMS,
			itemsPerExecution: ITEMS / 2,
			faultShare: 0.2,
			seed: 7,
			onProgress: (job: Job, items: number) => progress.push(`${job} ${items}`),
			onDone: (job: Job) => progress.push(`${job} done`),
		};
		report = await soak(options, time);
	}, 180_000);

	it.each(jobs)('accounts for all %s through random faults', (job) => {
		const { lost, unknown, ...others } = report.accounts[job];
		expect(lost).toBe(0);
		expect(others.done + others.reported + unknown).toBe(ITEMS);
		for (const fate of Object.values(others)) expect(fate).toBeGreaterThan(0);
		expect(unknown > 0).toBe(!READING.includes(job));
		expect(report.requests.faulty).toBeGreaterThan(10);
	});

	it('says how far it is', () => {
		const warmUp = jobs.map((job) => `${job} ${ITEMS / 2}`);
		expect(progress).toEqual([
			...warmUp,
			...jobs.flatMap((job) => [`${job} ${ITEMS}`, `${job} done`]),
		]);
	});

	(countsDescriptors ? it : it.skip)('leaves no file or socket open (counted on Linux)', () => {
		expect(report.after.descriptors).toBeLessThanOrEqual(report.before.descriptors!);
	});
});
