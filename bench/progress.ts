const started = performance.now();

/** Prints what the benchmark is at, with the time since it began. */
export function say(text: string): void {
	const seconds = Math.floor((performance.now() - started) / 1000);
	const clock = [seconds / 60, seconds % 60].map((part) =>
		String(Math.floor(part)).padStart(2, '0'),
	);
	console.log(`${clock.join(':')} ${text}`);
}
