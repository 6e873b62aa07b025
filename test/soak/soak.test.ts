import { scaleTime } from '../nodes/scaledTime';
import { soak } from './soak';

describe('A soak', () => {
	it('accounts for every file through many random faults', async () => {
		scaleTime();
		const report = await soak({ items: 240, itemsPerExecution: 120, faultShare: 0.2, seed: 7 });
		expect(report.faults).toBeGreaterThan(10);
		expect(report.lost).toBe(0);
		expect(report.done + report.reported + report.unknown).toBe(240);
		for (const fate of [report.done, report.reported, report.unknown]) {
			expect(fate).toBeGreaterThan(0);
		}
		expect(report.after.descriptors).toBeLessThanOrEqual(report.before.descriptors);
	}, 120_000);
});
