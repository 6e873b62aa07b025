/** A clock that a test moves by hand. */
export class ManualTime {
	private moment = 0;

	private timers: Array<{ at: number; controller: AbortController }> = [];

	readonly now = () => this.moment;

	readonly timeout = (milliseconds: number) => {
		const controller = new AbortController();
		this.timers.push({ at: this.moment + milliseconds, controller });
		return controller.signal;
	};

	pass(milliseconds: number): void {
		this.moment += milliseconds;
		const due = this.timers.filter(({ at }) => at <= this.moment);
		this.timers = this.timers.filter(({ at }) => at > this.moment);
		due.forEach(({ controller }) => controller.abort());
	}

	get pending(): number {
		return this.timers.length;
	}
}
