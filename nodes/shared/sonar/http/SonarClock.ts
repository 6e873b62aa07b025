import { clock } from './clock';

/** In milliseconds. Sonar's times and its Date have whole seconds, so two of them may be off by two. */
const PRECISION = 2000;

/** Sonar's clock, as the Date of its answers tells it. */
export class SonarClock {
	/** Milliseconds by which it is ahead of this machine's; NaN until an answer tells. */
	private offset = NaN;

	/** @param date the Date header of an answer that has just arrived */
	note(date: string | undefined): void {
		const time = Date.parse(date ?? '');
		if (!Number.isNaN(time)) this.offset = time - clock.now();
	}

	/**
	 * Whether one of Sonar's times is not before a moment. False as long as no answer told the time.
	 *
	 * @param moment in milliseconds by the clock of this machine
	 */
	isSince(time: string | null | undefined, moment: number): boolean {
		return Date.parse(time ?? '') >= moment + this.offset - PRECISION;
	}
}
