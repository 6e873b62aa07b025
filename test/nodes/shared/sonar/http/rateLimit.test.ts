import { clock, type Sleeper } from '../../../../../nodes/shared/sonar/http/clock';
import { gateOf, RateLimitGate } from '../../../../../nodes/shared/sonar/http/rateLimit';

let now = 0;
const slept: number[] = [];
beforeEach(() => {
	now = 1_000_000;
	slept.length = 0;
	jest.spyOn(clock, 'now').mockImplementation(() => now);
});

const sleeper: Sleeper = {
	sleep: async (milliseconds) => {
		await Promise.resolve();
		slept.push(milliseconds);
		now += milliseconds;
	},
};
const pass = async (gate: RateLimitGate, by = sleeper) =>
	await gate.pass({ since: now, sleeper: by });

const waited = () => slept.reduce((sum, milliseconds) => sum + milliseconds, 0);

describe('RateLimitGate', () => {
	it('lets calls go while it is open', async () => {
		await pass(new RateLimitGate());
		expect(slept).toEqual([]);
	});

	it('waits as long as Sonar asks, and reports how long', async () => {
		const gate = new RateLimitGate();
		gate.close(7000);
		const told: number[] = [];
		await gate.pass({ since: now, sleeper, onWait: (milliseconds) => told.push(milliseconds) });
		expect(waited()).toBe(7250);
		expect(told).toEqual([7250]);
	});

	it('waits for the rest of the minute that began with the first call', async () => {
		const gate = new RateLimitGate();
		await pass(gate);
		now += 45_000;
		await pass(gate);
		gate.close();
		await pass(gate);
		expect(waited()).toBe(15_250);
	});

	it.each([60_000, 70_000])(
		'waits a whole minute if the last one, begun %p ms ago, is over',
		async (age) => {
			const gate = new RateLimitGate();
			await pass(gate);
			now += age;
			gate.close();
			await pass(gate);
			expect(waited()).toBe(60_250);
		},
	);

	it('starts a new minute with the first call after the last one', async () => {
		const gate = new RateLimitGate();
		await pass(gate);
		now += 60_000;
		await pass(gate);
		now += 10_000;
		gate.close();
		await pass(gate);
		expect(waited()).toBe(50_250);
	});

	it('starts a new minute if the clock was set back', async () => {
		const gate = new RateLimitGate();
		await pass(gate);
		now -= 10 * 60_000;
		await pass(gate);
		gate.close();
		await pass(gate);
		expect(waited()).toBe(60_250);
	});

	it('waits a whole minute if it closes again at once', async () => {
		const gate = new RateLimitGate();
		await pass(gate);
		gate.close();
		await pass(gate);
		gate.close();
		await pass(gate);
		expect(waited()).toBe(120_500);
	});

	it('fails if the wait would end more than 5 minutes after the first try', async () => {
		const gate = new RateLimitGate();
		gate.close(300_000);
		await expect(pass(gate)).rejects.toMatchObject({
			code: 'rateLimit',
			message: 'Sonar’s rate limit is reached, and it lasts for more than 5 minutes',
		});
		expect(slept).toEqual([]);
	});

	it('waits for exactly five minutes', async () => {
		const gate = new RateLimitGate();
		gate.close(299_750);
		await pass(gate);
		expect(waited()).toBe(300_000);
	});

	it('lets one call retry after five minutes, however long Sonar asks to wait', async () => {
		const gate = new RateLimitGate();
		gate.close(Infinity);
		await expect(pass(gate)).rejects.toThrow('more than 5 minutes');
		now += 300_250;
		await pass(gate);
		expect(slept).toEqual([]);
	});

	it('is open if the clock was set back', async () => {
		const gate = new RateLimitGate();
		gate.close(60_000);
		now -= 24 * 60 * 60_000;
		await pass(gate);
		expect(slept).toEqual([]);
	});

	it('stops waiting at once when the execution is canceled', async () => {
		const stop = new AbortController();
		const gate = new RateLimitGate();
		gate.close(60_000);
		const sleep = async () => {
			stop.abort();
			await new Promise<void>(() => undefined);
		};
		await pass(gate, { sleep, cancel: stop.signal });
		expect(stop.signal.aborted).toBe(true);
	});
});

describe('gateOf', () => {
	it('returns one gate for an instance and a token', () => {
		const gate = gateOf('https://a.example hash');
		expect(gateOf('https://a.example hash')).toBe(gate);
		expect(gateOf('https://b.example hash')).not.toBe(gate);
		expect(gateOf('https://a.example other')).not.toBe(gate);
	});

	it('drops a gate once it is open and its minute is over', async () => {
		const at = (name: string) => gateOf(`https://a.example ${name}`);
		const spent = at('spent');
		await pass(spent);
		const closed = at('closed');
		closed.close(200_000);
		now += 1;
		const fresh = at('fresh');
		await pass(fresh);
		now += 59_998;
		at('one');
		expect(at('spent')).toBe(spent);
		now += 1;
		at('another');
		expect(at('fresh')).toBe(fresh);
		expect(at('closed')).toBe(closed);
		expect(at('spent')).not.toBe(spent);
	});
});
