import type { SearchDatetimeField, SearchStringField } from './schema';
import { toUnicodeForms } from './unicodeForms';

// Conditions of Sonar's Searches. A Search holds if all of its conditions do.

/** Alternatives, one for each Unicode form of the text. A single empty one without a text. */
export function containingText(attribute: string, text: string | undefined): SearchStringField[][] {
	if (!text) return [[]];
	return toUnicodeForms(text).map((search_value) => [
		{ attribute, search_value, match: true, partial_matching: true },
	]);
}

/** Inclusive. None without a moment. */
export function betweenMoments(
	attribute: string,
	after: string | undefined,
	before: string | undefined,
): SearchDatetimeField[] {
	return [
		...(after ? [{ attribute, search_value: after, operator: 'GTE' as const }] : []),
		...(before ? [{ attribute, search_value: before, operator: 'LTE' as const }] : []),
	];
}
