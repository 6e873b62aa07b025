/**
 * How Sonar spells an event in a call is not documented: its article shows "account.status", its schema
 * "Account" and "UPDATED". Since Sonar itself calls only for what an endpoint asks for, a call counts
 * unless its word surely names another event.
 */

/** In characters; longer than any that has a meaning. */
const LONGEST_WORD = 200;

const VERBS = new Set(['created', 'updated', 'deleted', 'attached', 'detached']);

/**
 * Whether a call is for one of the events that were asked for, as far as its word tells.
 *
 * @param asked for example "TicketReply.CREATED"
 * @param models those that the instance has events of
 */
export function isAskedFor(
	word: unknown,
	asked: readonly string[],
	models: readonly string[],
): boolean {
	if (typeof word !== 'string') return true;
	const tokens = toTokens(word.slice(0, LONGEST_WORD));
	const verb = tokens.findLast((token) => VERBS.has(token));
	const events = asked.map((text) => {
		const dot = text.lastIndexOf('.');
		return { model: toKey(text.slice(0, dot)), verb: text.slice(dot + 1).toLowerCase() };
	});
	const candidates = events.filter((event) => verb === undefined || event.verb === verb);
	if (candidates.length === 0) return false;
	const known = new Set([...models.map(toKey), ...events.map(({ model }) => model)]);
	const named = verb === undefined ? anyOf(tokens, known) : lastOf(tokens, known);
	return named.length === 0 || candidates.some(({ model }) => named.includes(model));
}

/** The words in a name, in small letters, however it is put together. */
function toTokens(name: string): string[] {
	return name
		.replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ')
		.split(/[^A-Za-z0-9]+/)
		.map((token) => token.toLowerCase());
}

/** A model's name however it is spelled: "TicketReply", "ticket_replies". */
function toKey(name: string): string {
	return toSingular(toTokens(name).join(''));
}

function toSingular(noun: string): string {
	if (noun.endsWith('ies')) return noun.replace(/ies$/, 'y');
	if (/(s|x|ch|sh)es$/.test(noun)) return noun.replace(/es$/, '');
	return noun.replace(/(?<![su])s$/, '');
}

/** The model that all stands for but what happened to it and, in front, where it belongs. */
function lastOf(tokens: readonly string[], known: ReadonlySet<string>): string[] {
	const rest = tokens.filter((token) => !VERBS.has(token));
	const ends = rest.map((_, start) => toSingular(rest.slice(start).join('')));
	return ends.filter((key) => known.has(key)).slice(0, 1);
}

/** Every model that some of the words in a row stand for: beside it may stand the name of a field. */
function anyOf(tokens: readonly string[], known: ReadonlySet<string>): string[] {
	return tokens.flatMap((_, start) =>
		tokens
			.slice(start)
			.map((__, length) => toSingular(tokens.slice(start, start + length + 1).join('')))
			.filter((key) => known.has(key)),
	);
}
