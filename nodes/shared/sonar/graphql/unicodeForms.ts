/**
 * A text in each Unicode form that Sonar may have stored: macOS decomposes the letters of a file's name
 * (NFD), nearly everything else composes them (NFC). https://unicode.org/reports/tr15/
 */
export function toUnicodeForms(text: string): string[] {
	return [...new Set([text, text.normalize('NFC'), text.normalize('NFD')])];
}

/** Ignores case and Unicode form. */
export function containsText(text: string, part: string): boolean {
	return fold(text).includes(fold(part));
}

function fold(text: string): string {
	// In this order: a lower-case letter may compose where its capital does not.
	return text.toLowerCase().normalize('NFC');
}
