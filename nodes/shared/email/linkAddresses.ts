/** Schemes that lead a reader nowhere. */
const USELESS = /^(?:javascript|vbscript|data|cid|blob|about|file):/i;

/** The address of a link as a text shows it; empty if it leads nowhere. */
export function toShownAddress(href: string): string {
	const address = href.replace(/\s+/g, '');
	if (!/^(?:[a-z][a-z\d+.-]{1,20}:|\/\/)/i.test(address) || USELESS.test(address)) return '';
	return address.replace(/^(?:mailto|tel):/i, '');
}

/** The content id of a `cid:` URL (RFC 2392). */
export function decodeContentId(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** Whether a picture of this width or height is one that nobody is to see. */
export function isTiny(length: string | undefined): boolean {
	return length !== undefined && /^[0-3](?:px)?$/.test(length.trim());
}
