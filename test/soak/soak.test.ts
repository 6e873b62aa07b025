import { scaleTime } from '../nodes/scaledTime';
import { countsDescriptors } from '../openDescriptors';
import { soak, type SoakReport } from './soak';

describe('A soak', () => {
	let report: SoakReport;
	beforeAll(async () => {
		scaleTime();
		report = await soak({ items: 240, itemsPerExecution: 120, faultShare: 0.2, seed: 7 });
	}, 120_000);

	it('accounts for every file through many random faults', () => {
		expect(report.faults).toBeGreaterThan(10);
		expect(report.lost).toBe(0);
		expect(report.done + report.reported + report.unknown).toBe(240);
		for (const fate of [report.done, report.reported, report.unknown]) {
			expect(fate).toBeGreaterThan(0);
		}
	});

	(countsDescriptors ? it : it.skip)('leaves no file or socket open (counted on Linux)', () => {
		expect(report.after.descriptors).toBeLessThanOrEqual(report.before.descriptors!);
	});
});
