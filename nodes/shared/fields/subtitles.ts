import { WORDS } from '../sonar/entities/typeLabels';

// Parts of subtitles: JavaScript for the expressions that the editor works out for the canvas.

const WORD = `/\\b(${Object.keys(WORDS).join('|')})\\b/g`;

/** Types' names in a text, as `toLabel` writes them. */
export function writeLabels(text: string): string {
	const words = `(word) => (${JSON.stringify(WORDS)})[word]`;
	return `String(${text} || "").replace(/([a-z0-9])([A-Z])/g, "$1 $2").replace(${WORD}, ${words})`;
}

/**
 * The chosen entity: its name if it was chosen from the list, or else its type and ID. Of a locator,
 * `$parameter` itself gives only the value.
 */
export const ENTITY = `((type, id, { mode, cachedResultName }) => (mode === "list" && cachedResultName) || [type, id].filter(Boolean).join(" "))(${writeLabels('$parameter["fileableType"]')}, $parameter["fileableId"], ($parameter.toJSON ? $parameter.toJSON() : {}).fileableId || {})`;
