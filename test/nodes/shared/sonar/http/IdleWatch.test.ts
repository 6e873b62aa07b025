import { Alarm } from '../../../../../nodes/shared/sonar/http/Alarm';
import { IdleWatch } from '../../../../../nodes/shared/sonar/http/IdleWatch';
import { ManualTime } from './ManualTime';

describe('IdleWatch', () => {
	let time: ManualTime;
	let alarm: Alarm<IdleWatch>;
	beforeEach(() => {
		time = new ManualTime();
		alarm = new Alarm((watch) => watch.check(), time);
	});

	it('aborts a transfer in which nothing moves, and not before', () => {
		const watch = new IdleWatch(50, undefined, alarm);
		time.pass(49);
		expect(watch.expired).toBe(false);
		time.pass(1);
		expect(watch.expired).toBe(true);
		expect(watch.signal.aborted).toBe(true);
	});

	it('lets a transfer go on as long as something moves', () => {
		const watch = new IdleWatch(200, undefined, alarm);
		for (let step = 0; step < 9; step += 1) {
			time.pass(180);
			watch.onActivity();
		}
		expect(watch.expired).toBe(false);
		time.pass(199);
		expect(watch.expired).toBe(false);
		time.pass(1);
		expect(watch.expired).toBe(true);
	});

	it('stands still while it is held, and begins anew when bytes are waited for again', () => {
		const watch = new IdleWatch(200, undefined, alarm);
		time.pass(150);
		watch.hold();
		time.pass(10_000);
		watch.onActivity();
		time.pass(199);
		expect(watch.expired).toBe(false);
		time.pass(1);
		expect(watch.expired).toBe(true);
	});

	it('wakes nobody if it is held or told of bytes after its end', () => {
		const watch = new IdleWatch(200, undefined, alarm);
		watch.stop();
		watch.hold();
		watch.onActivity();
		time.pass(1000);
		expect([watch.expired, time.pending]).toEqual([false, 0]);
	});

	it('needs one timer for all, and the first of them is on time', () => {
		const slow = Array.from({ length: 100 }, () => new IdleWatch(1000, undefined, alarm));
		expect(time.pending).toBe(1);
		const fast = new IdleWatch(100, undefined, alarm);
		expect(time.pending).toBe(2);
		time.pass(100);
		expect(fast.expired).toBe(true);
		expect(slow.some(({ expired }) => expired)).toBe(false);
		time.pass(900);
		expect(slow.every(({ expired }) => expired)).toBe(true);
		expect(time.pending).toBe(0);
	});

	it('is asked only when its time has come, by one timer', () => {
		const asked: object[] = [];
		const watched = new Alarm((key) => asked.push(key), time);
		const [late, soon, gone] = [{}, {}, {}];
		watched.set(late, 100);
		watched.set(soon, 50);
		watched.set(gone, 50);
		watched.delete(gone);
		time.pass(50);
		expect(asked).toEqual([soon]);
		// The timer that was set first is still there, beside a new one for the same moment.
		watched.set(soon, 150);
		time.pass(50);
		expect(asked).toEqual([soon, late]);
		expect(time.pending).toBe(1);
		time.pass(50);
		expect(asked).toEqual([soon, late, soon]);
		expect(time.pending).toBe(0);
	});

	it('is asked at once if its time is over', () => {
		const asked: object[] = [];
		const watched = new Alarm((key) => asked.push(key), time);
		time.pass(100);
		watched.set({}, 50);
		time.pass(0);
		expect(asked).toHaveLength(1);
	});

	it('lets go of its timer and of the execution when it is stopped', () => {
		const stop = new AbortController();
		const watch = new IdleWatch(200, stop.signal, alarm);
		watch.stop();
		time.pass(1000);
		expect(watch.expired).toBe(false);
		expect(time.pending).toBe(0);
		stop.abort();
		expect(watch.signal.aborted).toBe(false);
	});

	it('aborts when the execution is stopped, which is not a timeout', () => {
		const stop = new AbortController();
		const watch = new IdleWatch(1000, stop.signal, alarm);
		stop.abort();
		expect(watch.signal.aborted).toBe(true);
		expect(watch.expired).toBe(false);
	});

	it('aborts at once if the execution was stopped before', () => {
		expect(new IdleWatch(1000, AbortSignal.abort(), alarm).signal.aborted).toBe(true);
	});

	it('watches by the real time, or this never ends', async () => {
		const watch = new IdleWatch(20);
		await new Promise((resolve) => watch.signal.addEventListener('abort', resolve));
		expect(watch.expired).toBe(true);
	});
});
