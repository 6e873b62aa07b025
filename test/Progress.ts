/** In milliseconds, between two lines. */
const QUIET = 10_000;

/** Lines about a long test while it runs, past jest, which holds back what tests print. */
export class Progress {
	private readonly started = Date.now();

	private written = this.started;

	/** Writes a line, unless the last one is recent. */
	tell(line: string): void {
		if (Date.now() - this.written < QUIET) return;
		this.written = Date.now();
		process.stderr.write(`${line} after ${this.seconds} s\n`);
	}

	get seconds(): number {
		return Math.round((Date.now() - this.started) / 1000);
	}
}
