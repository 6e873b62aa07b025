import { useTime } from '../nodes/useTime';
import { countsDescriptors } from '../openDescriptors';
import { VirtualTime } from '../VirtualTime';
import { soak, type SoakReport } from './soak';

describe('A soak', () => {
	let report: SoakReport;
	beforeAll(async () => {
		const time = new VirtualTime();
		useTime(time);
		const options = { items: 240, itemsPerExecution: 120, faultShare: 0.2, seed: 7 };
		report = await soak(options, time);
	}, 120_000);

	it.each(['files', 'tickets', 'emails'] as const)(
		'accounts for all %s through random faults',
		(kind) => {
			const { lost, ...others } = report[kind];
			expect(report.requests.faulty).toBeGreaterThan(10);
			expect(lost).toBe(0);
			expect(others.done + others.reported + others.unknown).toBe(240);
			for (const fate of Object.values(others)) expect(fate).toBeGreaterThan(0);
		},
	);

	(countsDescriptors ? it : it.skip)('leaves no file or socket open (counted on Linux)', () => {
		expect(report.after.descriptors).toBeLessThanOrEqual(report.before.descriptors!);
	});
});
