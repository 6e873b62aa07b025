/** Control characters, halves of characters, and marks that reorder text on a screen. */
const UNSAFE = /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** Elements whose content nobody reads. */
const HIDDEN = new Set(['head', 'script', 'style', 'title']);

/** Elements that stand within a word or a line. */
const INLINE = new Set('a abbr b code em font i mark s small span strong sub sup u wbr'.split(' '));

const TAG = /^<\/?([a-z][a-z0-9]*)(?=[\s/>])/i;

/** The named entities that mail programs write; any other stays as it is. */
const ENTITIES: Record<string, string> = {
	amp: '&',
	apos: "'",
	gt: '>',
	lt: '<',
	nbsp: ' ',
	quot: '"',
};

/** How many characters are looked at, at most, for a beginning of a text. */
const ENOUGH = 2000;

/** The beginning of a text in one line; of a longer one it says that it goes on. */
export function toLine(text: string, longest: number): string {
	const line = text.slice(0, ENOUGH).replace(UNSAFE, ' ').replace(/\s+/g, ' ').trim();
	const characters = [...line];
	if (characters.length <= longest && text.length <= ENOUGH) return line;
	return `${characters.slice(0, longest).join('').trimEnd()}…`;
}

/**
 * What a person reads in a text that may be HTML: Sonar says of the bodies of replies and comments
 * neither. Each character is looked at a few times at most, however the text is made.
 */
export function toPlainText(html: string): string {
	let text = '';
	let at = 0;
	// Blanks are counted once: a layout may have thousands of them before its first word.
	const add = (piece: string) => {
		const squeezed = piece.replace(/\s+/g, ' ');
		text += text === '' || text.endsWith(' ') ? squeezed.trimStart() : squeezed;
	};
	while (at < html.length && text.length <= ENOUGH) {
		const open = html.indexOf('<', at);
		const end = open < 0 ? html.length : open;
		add(html.slice(at, end));
		if (end < html.length) {
			const tag = readTag(html, open);
			add(tag.shown);
			at = tag.end;
		} else {
			at = end;
		}
	}
	return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi, decode);
}

/** What a tag, a comment or a hidden element shows, and where it ends. A "<" may begin none of them. */
function readTag(html: string, open: number): { shown: string; end: number } {
	const behind = (end: string, from: number) => {
		const place = html.indexOf(end, from);
		return place < 0 ? html.length : place + end.length;
	};
	if (html.startsWith('<!', open)) {
		return { shown: '', end: behind(html.startsWith('<!--', open) ? '-->' : '>', open) };
	}
	const [start, spelling] = TAG.exec(html.slice(open, open + 40)) ?? [];
	if (!start || !spelling) return { shown: '<', end: open + 1 };
	const name = spelling.toLowerCase();
	const inside = behind('>', open);
	const shown = INLINE.has(name) ? '' : ' ';
	if (start.startsWith('</') || !HIDDEN.has(name)) return { shown, end: inside };
	const closing = new RegExp(`</${name}`, 'gi');
	closing.lastIndex = inside;
	const found = closing.exec(html);
	return { shown, end: found ? behind('>', found.index) : html.length };
}

function decode(whole: string, decimal?: string, hexadecimal?: string, name?: string): string {
	if (name) return ENTITIES[name.toLowerCase()] ?? whole;
	const code = decimal ? Number(decimal) : parseInt(hexadecimal!, 16);
	return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}
