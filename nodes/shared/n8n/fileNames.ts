import type { IBinaryData } from 'n8n-workflow';

import { UNSAFE_CHARACTERS } from '../sonar/text';
import { extension as extensionOfType, lookup } from '../vendor/mimeTypes';

/** In bytes: the limit of file systems and of Sonar's database. */
const LONGEST_NAME = 255;
export const GENERIC_TYPE = 'application/octet-stream';

/**
 * The extension of a name, with its dot, if mime-types knows it. "Rechnung 01.02.2026", "Contract v1.2",
 * "No.123" and "Q.Public" have none.
 */
export function readExtension(name: string): string {
	const last = /\.([a-z0-9]{1,15}|[A-Z0-9]{1,15})$/.exec(name)?.[0] ?? '';
	return /[a-z]/i.test(last) && lookup(last) ? last : '';
}

/** Cuts text to a number of bytes without breaking a character. */
function shorten(text: string, bytes: number): string {
	let length = 0;
	let left = bytes;
	for (const character of text.slice(0, bytes)) {
		left -= Buffer.byteLength(character);
		if (left < 0) break;
		length += character.length;
	}
	return text.slice(0, length);
}

function clean(name: string): string {
	const safe = name.replace(UNSAFE_CHARACTERS, '').replace(/"/g, "'").trim();
	return /^\.*$/.test(safe) ? '' : safe;
}

/** The last part of a path, safe for a header; empty if nothing is left. */
function cleanOwn(name: string): string {
	const base = name.split(/[\\/]/).at(-1)!;
	return clean(base.replace(/^[A-Za-z]:/, ''));
}

export interface NameParts {
	/** The file's own name, which may be a path or empty. */
	own: string;
	/** The name that the user wants instead. A slash in it becomes a hyphen. */
	given?: string;
	/** The name of a file without one. */
	fallback: string;
	mimeType?: string;
	/** Its extension without the dot, if known from elsewhere. */
	extension?: string;
	/** Set if several files get the given name. */
	number?: number;
}

/** A safe file name: no folder, nothing that could break a header, at most 255 bytes. */
export function buildFileName(parts: NameParts): string {
	const own = cleanOwn(parts.own);
	const known = readExtension(own) || readPlainExtension(own) || buildExtension(parts);
	const given = parts.given ? clean(parts.given.replace(/[\\/]/g, '-')) : '';
	const name = given || own || parts.fallback;
	const hasKnown = known !== '' && name.toLowerCase().endsWith(known.toLowerCase());
	const extension = hasKnown ? name.slice(-known.length) : readExtension(name);
	const stem = extension ? name.slice(0, -extension.length) : name;
	// The file's own name is kept even without an extension.
	const ending = extension || (given || !own ? known : '');
	const number = given && parts.number !== undefined ? `_${parts.number}` : '';
	const rest = number + ending;
	return shorten(stem, LONGEST_NAME - Buffer.byteLength(rest)) + rest;
}

/** The extension of a file's own name, even one that mime-types does not know. */
function readPlainExtension(name: string): string {
	return /\.[A-Za-z][A-Za-z0-9]{0,9}$/.exec(name)?.[0] ?? '';
}

function buildExtension({ mimeType, extension }: NameParts): string {
	if (extension && /^[A-Za-z0-9]{1,15}$/.test(extension)) return `.${extension}`;
	const type = toMimeType(mimeType);
	const ofType = type === GENERIC_TYPE ? false : extensionOfType(type);
	return ofType ? `.${ofType}` : '';
}

const MIME_TYPE = /^[a-z0-9!#$&^_.+-]{1,100}\/[a-z0-9!#$&^_.+-]{1,100}$/i;

/**
 * A MIME type that is safe in a header, without parameters.
 *
 * @param name the file's name, whose extension decides if there is no valid type
 */
export function toMimeType(type: unknown, name = ''): string {
	const bare = (asText(type) ?? '').slice(0, 1000).split(';')[0]!.trim();
	if (MIME_TYPE.test(bare)) return bare;
	const extension = readExtension(name);
	return (extension && lookup(extension)) || GENERIC_TYPE;
}

/** The name of an item's file in Sonar. Never empty: PHP ignores a file without a name. */
export function nameInSonar(
	{ fileName, fileExtension, mimeType }: Partial<IBinaryData>,
	given?: string,
	number?: number,
): string {
	return buildFileName({
		own: asText(fileName) ?? '',
		given,
		fallback: 'file',
		mimeType: asText(mimeType),
		extension: asText(fileExtension),
		number,
	});
}

/** n8n's types promise text, but a Code node may set anything. */
function asText(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}
