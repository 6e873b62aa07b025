import { clock } from '../../../../nodes/shared/sonar/clock';
import { gateOf, RateLimitGate } from '../../../../nodes/shared/sonar/rateLimit';

let now = 0;
const slept: number[] = [];
beforeEach(() => {
	now = 1_000_000;
	slept.length = 0;
	jest.spyOn(clock, 'now').mockImplementation(() => now);
	jest.spyOn(clock, 'sleep').mockImplementation(async (milliseconds: number) => {
		await Promise.resolve();
		slept.push(milliseconds);
		now += milliseconds;
	});
});

const waited = () => slept.reduce((sum, milliseconds) => sum + milliseconds, 0);

describe('RateLimitGate', () => {
	it('lets calls go while it is open', async () => {
		await new RateLimitGate().pass(now);
		expect(slept).toEqual([]);
	});

	it('waits as long as Sonar asks', async () => {
		const gate = new RateLimitGate();
		gate.close(7000);
		await gate.pass(now);
		expect(waited()).toBe(7250);
	});

	it('waits for the rest of the minute that began with the first call', async () => {
		const gate = new RateLimitGate();
		await gate.pass(now);
		now += 45_000;
		await gate.pass(now);
		gate.close();
		await gate.pass(now);
		expect(waited()).toBe(15_250);
	});

	it('waits a whole minute where it closes again at once', async () => {
		const gate = new RateLimitGate();
		await gate.pass(now);
		gate.close();
		await gate.pass(now);
		gate.close();
		await gate.pass(now);
		expect(waited()).toBe(120_500);
	});

	it('gives up where the wait would end more than 5 minutes after the call began', async () => {
		const gate = new RateLimitGate();
		gate.close(300_000);
		await expect(gate.pass(now)).rejects.toThrow('opens in over 5 minutes');
		expect(slept).toEqual([]);
	});

	it('ends its wait at once when the execution is stopped', async () => {
		const stop = new AbortController();
		const gate = new RateLimitGate();
		gate.close(60_000);
		jest.spyOn(clock, 'sleep').mockImplementation(async () => {
			stop.abort();
			await new Promise(() => undefined);
		});
		await gate.pass(now, stop.signal);
		expect(stop.signal.aborted).toBe(true);
	});
});

describe('gateOf', () => {
	it('is one for an instance and a token', () => {
		const gate = gateOf('https://a.example', 'token');
		expect(gateOf('https://a.example', 'token')).toBe(gate);
		expect(gateOf('https://b.example', 'token')).not.toBe(gate);
		expect(gateOf('https://a.example', 'other')).not.toBe(gate);
	});
});
