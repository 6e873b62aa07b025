import { IdleWatch } from '../../../../nodes/shared/sonar/IdleWatch';

const wait = async (milliseconds: number) =>
	await new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('IdleWatch', () => {
	it('aborts a transfer in which nothing moves', async () => {
		const watch = new IdleWatch(50);
		await wait(150);
		expect(watch.expired).toBe(true);
		expect(watch.signal.aborted).toBe(true);
	});

	it('lets a transfer go on as long as something moves', async () => {
		const watch = new IdleWatch(200);
		for (let step = 0; step < 5; step += 1) {
			await wait(80);
			watch.moved();
		}
		expect(watch.expired).toBe(false);
		watch.stop();
		await wait(300);
		expect(watch.expired).toBe(false);
	});

	it('aborts when the execution is stopped, which is not a timeout', () => {
		const stop = new AbortController();
		const watch = new IdleWatch(1000, stop.signal);
		stop.abort();
		expect(watch.signal.aborted).toBe(true);
		expect(watch.expired).toBe(false);
		watch.stop();
	});
});
