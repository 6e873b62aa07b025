import type { Ran } from '../Ran';

/** Whether an error says that something was, or may have been, done about an ID. */
export function accountsFor(message: string, id: string): boolean {
	return /unknown/i.test(message) || new RegExp(`\\b${id}\\b`).test(message);
}

/** Each item is output or has an error. */
export function checkSilence(ran: Ran, items: number): string[] {
	return Array.from({ length: items }, (_, item) => item)
		.filter((item) => !isDone(ran, item) && ran.errorsOf(item).length === 0)
		.map((item) => `nothing is said of item ${item}`);
}

export function isDone({ successes }: Ran, item: number): boolean {
	return successes.some((success) => success.item === item);
}

export function countBy(keys: readonly string[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
	return counts;
}
