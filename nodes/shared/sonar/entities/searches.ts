import type { Search } from '../graphql/schema';
import { toId } from '../ids';

// Each turns what a person typed into searches of Sonar's.

/** Finds the words anywhere in an attribute. */
export function containing(attribute: string, words: string): Search {
	return {
		string_fields: [{ attribute, search_value: words, match: true, partial_matching: true }],
	};
}

/** More would multiply the alternatives for nothing: four words leave few entities. */
const MOST_WORDS = 4;

/** The words of a text, of many the longest. */
export function toWords(text: string): string[] {
	const words = [...new Set(text.split(/[\s,;]+/).filter(Boolean))];
	return words.sort((a, b) => b.length - a.length).slice(0, MOST_WORDS);
}

/** What holds if one of the alternatives of each list does, as alternatives. */
export function combine(lists: ReadonlyArray<readonly Search[]>): Search[] {
	return lists.reduce<Search[]>(
		(combined, alternatives) =>
			combined.flatMap((one) => alternatives.map((other) => both(one, other))),
		[{}],
	);
}

/** Fields within one Search must all hold. */
function both(one: Search, other: Search): Search {
	const merged: Record<string, readonly unknown[]> = { ...one };
	for (const [kind, fields] of Object.entries(other)) {
		merged[kind] = [...(merged[kind] ?? []), ...(fields as readonly unknown[])];
	}
	return merged;
}

/** No search if the words are not an ID. A list shows IDs as "#49". */
export function numbered(attribute: string, words: string): Search[] {
	const id = toId(words.replace(/^#/, ''));
	return id ? [{ integer_fields: [{ attribute, search_value: id, operator: 'EQ' }] }] : [];
}

/** No search if the words are not a day, month or year. */
export function onDate(attribute: string, words: string): Search[] {
	const days = parseDays(words);
	if (!days) return [];
	const { first, next } = days;
	return [
		{
			date_fields: [
				{ attribute, search_value: first, operator: 'GTE' },
				{ attribute, search_value: next, operator: 'LT' },
			],
		},
	];
}

/** Like `onDate`, for a moment, in UTC as the list shows it. */
export function onDay(attribute: string, words: string): Search[] {
	const days = parseDays(words);
	if (!days) return [];
	const start = (day: string) => `${day}T00:00:00+00:00`;
	return [
		{
			datetime_fields: [
				{ attribute, search_value: start(days.first), operator: 'GTE' },
				{ attribute, search_value: start(days.next), operator: 'LT' },
			],
		},
	];
}

/** The first day of "2026", "2026-03" or "2026-03-01", and the day after its last one. */
function parseDays(words: string): { first: string; next: string } | undefined {
	const [, year, month, day] = /^([12]\d{3})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(words) ?? [];
	if (!year) return undefined;
	const first = `${year}-${month ?? '01'}-${day ?? '01'}`;
	const start = toDay(Date.UTC(+year, +(month ?? 1) - 1, +(day ?? 1)));
	if (start !== first) return undefined;
	const next = day
		? Date.UTC(+year, +month! - 1, +day + 1)
		: month
			? Date.UTC(+year, +month)
			: Date.UTC(+year + 1, 0);
	return { first, next: toDay(next) };
}

function toDay(time: number): string {
	return new Date(time).toISOString().slice(0, 10);
}
