import type { Answer, RawAnswer, RequestMatch } from './types';

/** Answers made to order, which a healthy server never gives. */
export class Faults {
	private faults: Array<{ match: RequestMatch; answer: Answer; times: number }> = [];

	add(match: RequestMatch, answer: Answer, times = 1): void {
		this.faults.push({ match, answer, times });
	}

	clear(): void {
		this.faults = [];
	}

	take(request: { method: string; path: string }): RawAnswer | undefined {
		const fault = this.faults.find(({ match }) => match(request));
		if (!fault) return undefined;
		fault.times--;
		if (fault.times <= 0) this.faults = this.faults.filter((other) => other !== fault);
		return fault.answer === 'as usual' ? undefined : fault.answer;
	}
}
