import { expected, handled, type Result } from '../finding';

/** A name as it was sent, and as Sonar lists it. */
export type Renamed = readonly [sent: string, listed: string];

/** Names that a server may change; each begins with the tag, by which the file is known again. */
export function oddNames(tag: string): string[] {
	return [
		`${tag} two  blanks.txt`,
		`${tag}-UPPER Case.TXT`,
		`${tag}-Zoë.txt`.normalize('NFC'),
		`${tag}-Ångström.txt`.normalize('NFD'),
		`${tag}-請求書 📎.txt`,
		`${tag}-50% & (a) 'quote' #1.txt`,
		`${tag}-two.dots.tar.gz`,
		`${tag}-no-extension`,
		`${tag}-${'long-'.repeat(24)}name.txt`,
	];
}

/** How names differ from those that were sent. */
export function describeNames(pairs: readonly Renamed[]): Result {
	const changed = pairs.filter(([sent, listed]) => sent !== listed);
	if (changed.length === 0) return expected(`All ${pairs.length} as sent`);
	return handled(
		`${changed.length} of ${pairs.length} changed: ${explain(pairs)}`,
		'An id goes to its own file by order, name and size; if these do not tell, the outcome is unknown',
	);
}

function explain(pairs: readonly Renamed[]): string {
	if (new Set(pairs.map(([, listed]) => split(listed)[0])).size === 1)
		return 'all the same but for the extension';
	if (!pairs.some(sharesLetters)) return 'made up, nothing of them is left';
	const found = TRAITS.filter(([, test]) => test(pairs)).map(([words]) => words);
	return found.length > 0 ? found.join(', ') : 'in another way';
}

/** Whether something that some names had when they were sent is in none of them any more. */
function isGone(pattern: RegExp): (pairs: readonly Renamed[]) => boolean {
	return (pairs) =>
		pairs.some(([sent]) => pattern.test(sent)) && !pairs.some(([, listed]) => pattern.test(listed));
}

function isInForm(form: 'NFC' | 'NFD'): (pairs: readonly Renamed[]) => boolean {
	return (pairs) =>
		!isGone(/[^\x20-\x7e]/)(pairs) &&
		pairs.some(([sent]) => sent.normalize(form) !== sent) &&
		pairs.every(([, listed]) => listed.normalize(form) === listed);
}

/** What a server does to names, each as it shows over all of them. */
const TRAITS: ReadonlyArray<readonly [string, (pairs: readonly Renamed[]) => boolean]> = [
	['blanks replaced', isGone(/\s/)],
	['in lower case', isGone(/[A-Z]/)],
	['other letters than ASCII replaced', isGone(/[^\x20-\x7e]/)],
	['signs replaced', isGone(/[%&'#()]/)],
	['accents put into their letters (NFC)', isInForm('NFC')],
	['accents taken from their letters (NFD)', isInForm('NFD')],
	['a number before them', (pairs) => pairs.every(([sent, listed]) => isBefore(sent, listed))],
	['a number behind them', (pairs) => pairs.every(([sent, listed]) => isBehind(sent, listed))],
	['long ones cut', (pairs) => pairs.some(([sent, listed]) => isCut(sent, listed))],
];

function split(name: string): [stem: string, extension: string] {
	const [extension = ''] = /\.[^.]*$/.exec(name) ?? [];
	return [name.slice(0, name.length - extension.length), extension];
}

function isBefore(sent: string, listed: string): boolean {
	return listed.endsWith(sent) && /^\d+\D?$/.test(listed.slice(0, -sent.length));
}

function isBehind(sent: string, listed: string): boolean {
	const [stem] = split(sent);
	const [listedStem] = split(listed);
	return listedStem.startsWith(stem) && /^\D{0,2}\d+\)?$/.test(listedStem.slice(stem.length));
}

function isCut(sent: string, listed: string): boolean {
	return [...listed.normalize('NFC')].length < [...sent.normalize('NFC')].length / 2;
}

/** Of the tag that every name begins with, marks and case aside. */
function sharesLetters([sent, listed]: Renamed): boolean {
	const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');
	return plain(listed).includes(plain(sent).slice(0, 8));
}
