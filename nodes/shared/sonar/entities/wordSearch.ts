import type { GeneralSearchMode, Search } from '../graphql/schema';
import { containsText, toUnicodeForms } from '../graphql/unicodeForms';
import type { Lookup } from './lookups';
import { combine, numbered } from './searches';

/** The arguments by which a list is searched. */
export interface Condition {
	enabled?: boolean;
	search?: Search[];
	general_search?: string;
	general_search_mode?: GeneralSearchMode;
}

/**
 * The ways to find entities with all of the words, each with alternatives that are asked for by
 * themselves. A general search takes one text, so each of its ways finds one word, and the others must be
 * looked for in what it finds.
 */
export function toWays(lookup: Lookup, words: readonly string[]): Condition[][] {
	const { general, parts } = lookup;
	if (words.length === 0) return [[{}]];
	if (general) return words.map((word) => toConditions(lookup, general, word));
	const search = combine(
		words.map((word) => [
			...toUnicodeForms(word).flatMap((form) => parts.flatMap((part) => part.words?.(form) ?? [])),
			...toExact(lookup, word),
		]),
	);
	return [search.length > 0 ? [{ search }] : []];
}

function toConditions(lookup: Lookup, general: GeneralSearchMode, word: string): Condition[] {
	const exact = toExact(lookup, word);
	return [
		// Several Searches are alternatives. Beside a general search, they would restrict it.
		...(exact.length > 0 ? [{ search: exact }] : []),
		...toUnicodeForms(word).map((form) => ({
			general_search: form,
			general_search_mode: general,
		})),
	];
}

function toExact({ parts }: Lookup, word: string): Search[] {
	return [...numbered('id', word), ...parts.flatMap((part) => part.exact?.(word) ?? [])];
}

/** Whether each word is in what Sonar gave of the entity, or is its ID. */
export function hasWords(
	{ id, name = '', texts }: { id: string; name?: string; texts: readonly string[] },
	words: readonly string[],
): boolean {
	return words.every(
		(word) =>
			word.replace(/^#/, '') === id || [name, ...texts].some((text) => containsText(text, word)),
	);
}
