import { UNSAFE_CHARACTERS } from '../text';

/**
 * A comment, an element whose content nobody reads, or a tag. Each may be cut off at the end of the text:
 * so every match succeeds where it begins, and the whole takes linear time.
 */
const MARKUP =
	/<!(?=--)[\s\S]*?(?:-->|$)|<![^>]*>?|<(head|script|style|title)(?=[\s/>])[^>]*>?[\s\S]*?(?:<\/\1[^>]*>?|$)|<\/?([a-z][a-z0-9]*)(?=[\s/>])[^>]*>?/gi;

/** Elements that stand within a word or a line. */
const INLINE = new Set('a abbr b code em font i mark s small span strong sub sup u wbr'.split(' '));

/** The named entities that mail programs write. Any other stays as it is. */
const ENTITIES: Record<string, string> = {
	amp: '&',
	apos: "'",
	gt: '>',
	lt: '<',
	nbsp: ' ',
	quot: '"',
};

/** How many characters of a text an excerpt looks at. */
const MOST_READ = 2000;

/** The beginning of a text in one line, with an ellipsis if more follows. */
export function toExcerpt(text: string, longest: number): string {
	const start = text.slice(0, MOST_READ).replace(UNSAFE_CHARACTERS, ' ');
	const line = start.replace(/\s+/g, ' ').trim();
	const characters = [...line];
	if (characters.length <= longest && text.length <= MOST_READ) return line;
	return `${characters.slice(0, longest).join('').trimEnd()}…`;
}

/** The words of a text that may be HTML: Sonar does not say whether replies and comments are. */
export function toPlainText(html: string): string {
	return html
		.replace(MARKUP, (markup: string, _: string | undefined, tag?: string) =>
			markup.startsWith('<!') || INLINE.has(tag?.toLowerCase() ?? '') ? '' : ' ',
		)
		.replace(/\s+/g, ' ')
		.trim()
		.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi, decode);
}

function decode(whole: string, decimal?: string, hexadecimal?: string, name?: string): string {
	if (name) return ENTITIES[name.toLowerCase()] ?? whole;
	const code = decimal ? Number(decimal) : parseInt(hexadecimal!, 16);
	return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}
