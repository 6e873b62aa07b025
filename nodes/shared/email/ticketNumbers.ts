import { EmailError } from './Email';
import { MOST_NAMED } from './emailParts';

/** How a subject names a ticket; see `parseMarker`. */
export type Marker = RegExp;

/** In characters; the rest of a longer subject is not looked at. */
const LONGEST_SUBJECT = 10_000;

/**
 * @param text such as `[#ID]`; blanks in it stand for any number of blanks
 * @throws EmailError unless it holds exactly one `ID`
 */
export function parseMarker(text: string): Marker {
	const around = text.trim().split('ID');
	if (around.length !== 2) {
		throw new EmailError(
			`Ticket Number in Subject is "${text.slice(0, 100)}", which does not hold exactly one ID`,
			'Write how the subject of an answer names its ticket, with ID in place of the number, such as [#ID].',
		);
	}
	const [before, after] = around.map((part) =>
		part.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&').replace(/\s+/g, '\\s+'),
	);
	// A number or word that goes on is another one.
	const start = /^[^\p{L}\p{N}]/u.test(around[0]!) ? '' : '(?<![\\p{L}\\p{N}])';
	const end = after === '' ? '(?![\\p{L}\\p{N}])' : '(?!\\d)';
	return new RegExp(`${start}${before}0*([1-9]\\d{0,17})${end}${after}`, 'giu');
}

/** The ids of all tickets that a subject names, each once, in their order, at most 100. */
export function findTicketNumbers(subject: string, marker: Marker): string[] {
	const ids = new Set<string>();
	for (const [, id] of subject.slice(0, LONGEST_SUBJECT).matchAll(marker)) {
		ids.add(id!);
		if (ids.size === MOST_NAMED) break;
	}
	return [...ids];
}
