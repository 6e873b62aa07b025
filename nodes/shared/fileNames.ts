const LONGEST_NAME = 255;

/**
 * Control characters, lone surrogates, and marks that reorder text on a screen. The joiners that
 * emoji and some scripts need stay.
 */
const UNSAFE = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu;

const EXTENSION = /\.[^.\s]{1,15}$/u;

export function extensionOf(name: string): string {
	return EXTENSION.exec(name)?.[0] ?? '';
}

function shorten(text: string, bytes: number): string {
	const characters = [...text];
	while (Buffer.byteLength(characters.join('')) > bytes) characters.pop();
	return characters.join('');
}

/**
 * One safe name for a file: no folder, nothing that could break a header, at most 255 bytes.
 *
 * @param fallback for a name of which nothing is left
 */
export function safeFileName(name: string, fallback: string): string {
	const base = name.replace(UNSAFE, '').split(/[\\/]/).at(-1)!;
	const clean = base
		.replace(/^[A-Za-z]:/, '')
		.replace(/"/g, "'")
		.trim();
	if (/^\.*$/.test(clean)) return fallback;
	const extension = extensionOf(clean);
	const stem = extension ? clean.slice(0, -extension.length) : clean;
	return shorten(stem, LONGEST_NAME - Buffer.byteLength(extension)) + extension;
}

const MIME_TYPE = /^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/i;

/** A MIME type that can stand in a header, without its parameters. */
export function safeMimeType(type: string | undefined): string {
	const bare = (type ?? '').split(';')[0]!.trim();
	return MIME_TYPE.test(bare) ? bare : 'application/octet-stream';
}
