import { IdleWatch, SharedTimer } from '../../../../../nodes/shared/sonar/http/idleTimeout';
import { ManualTime } from './ManualTime';

describe('IdleWatch', () => {
	let time: ManualTime;
	let timer: SharedTimer<IdleWatch>;
	beforeEach(() => {
		time = new ManualTime();
		timer = new SharedTimer((watch) => watch.check(), time);
	});

	it('aborts an idle transfer, and not a moment early', () => {
		const watch = new IdleWatch(50, undefined, timer);
		time.pass(49);
		expect(watch.expired).toBe(false);
		time.pass(1);
		expect(watch.expired).toBe(true);
		expect(watch.signal.aborted).toBe(true);
	});

	it('lets a transfer go on while bytes keep coming', () => {
		const watch = new IdleWatch(200, undefined, timer);
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

	it('pauses while it is held, and starts over on the next activity', () => {
		const watch = new IdleWatch(200, undefined, timer);
		time.pass(150);
		watch.hold();
		time.pass(10_000);
		watch.onActivity();
		time.pass(199);
		expect(watch.expired).toBe(false);
		time.pass(1);
		expect(watch.expired).toBe(true);
	});

	it('sets no timer if it is held or active after it was stopped', () => {
		const watch = new IdleWatch(200, undefined, timer);
		watch.stop();
		watch.hold();
		watch.onActivity();
		time.pass(1000);
		expect([watch.expired, time.pending]).toEqual([false, 0]);
	});

	it('shares one timer, which fires for the earliest watch first', () => {
		const slow = Array.from({ length: 100 }, () => new IdleWatch(1000, undefined, timer));
		expect(time.pending).toBe(1);
		const fast = new IdleWatch(100, undefined, timer);
		expect(time.pending).toBe(2);
		time.pass(100);
		expect(fast.expired).toBe(true);
		expect(slow.some(({ expired }) => expired)).toBe(false);
		time.pass(900);
		expect(slow.every(({ expired }) => expired)).toBe(true);
		expect(time.pending).toBe(0);
	});

	it('calls back only for keys that are due', () => {
		const due: object[] = [];
		const own = new SharedTimer((key) => due.push(key), time);
		const [late, soon, gone] = [{}, {}, {}];
		own.set(late, 100);
		own.set(soon, 50);
		own.set(gone, 50);
		own.delete(gone);
		time.pass(50);
		expect(due).toEqual([soon]);
		// The first timer is still pending, beside a new one for the same moment.
		own.set(soon, 150);
		time.pass(50);
		expect(due).toEqual([soon, late]);
		expect(time.pending).toBe(1);
		time.pass(50);
		expect(due).toEqual([soon, late, soon]);
		expect(time.pending).toBe(0);
	});

	it('calls back at once for a key that is overdue', () => {
		const due: object[] = [];
		const own = new SharedTimer((key) => due.push(key), time);
		time.pass(100);
		own.set({}, 50);
		time.pass(0);
		expect(due).toHaveLength(1);
	});

	it('releases its timer and its cancel signal when stopped', () => {
		const stop = new AbortController();
		const watch = new IdleWatch(200, stop.signal, timer);
		watch.stop();
		time.pass(1000);
		expect(watch.expired).toBe(false);
		expect(time.pending).toBe(0);
		stop.abort();
		expect(watch.signal.aborted).toBe(false);
	});

	it('aborts without expiring when the execution is canceled', () => {
		const stop = new AbortController();
		const watch = new IdleWatch(1000, stop.signal, timer);
		stop.abort();
		expect(watch.signal.aborted).toBe(true);
		expect(watch.expired).toBe(false);
	});

	it('aborts at once if the execution is already canceled', () => {
		expect(new IdleWatch(1000, AbortSignal.abort(), timer).signal.aborted).toBe(true);
	});

	it('runs on the real clock by default', async () => {
		const watch = new IdleWatch(20);
		await new Promise((resolve) => watch.signal.addEventListener('abort', resolve));
		expect(watch.expired).toBe(true);
	});
});
