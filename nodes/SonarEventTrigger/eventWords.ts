/**
 * How Sonar spells an event in a call is not documented: its article shows "account.status", its schema
 * "Account" and "UPDATED". Since Sonar itself calls only for what an endpoint asks for, a call counts
 * unless its word surely names another event.
 */

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
	const tokens = toTokens(word.slice(0, 500));
	const verb = tokens.findLast((token) => VERBS.has(token));
	const events = asked.map((text) => {
		const dot = text.lastIndexOf('.');
		return { model: toKey(text.slice(0, dot)), verb: text.slice(dot + 1).toLowerCase() };
	});
	const candidates = events.filter((event) => verb === undefined || event.verb === verb);
	if (candidates.length === 0) return false;
	const named = namedModels(
		tokens,
		new Set([...events.map(({ model }) => model), ...models.map(toKey)]),
	);
	if (named.length === 0) return true;
	// With a verb, the rest is the name of a model; without one, some of it may be a field's.
	const meant = verb === undefined ? named : named.slice(0, 1);
	return candidates.some(({ model }) => meant.includes(model));
}

/** The words in a name, in small letters, however it is put together. */
function toTokens(name: string): string[] {
	return name
		.replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ')
		.split(/[^A-Za-z0-9]+/)
		.filter(Boolean)
		.map((token) => token.toLowerCase());
}

/** A model's name however it is spelled: "TicketReply", "ticket_replies". */
function toKey(name: string): string {
	return toSingular(toTokens(name).join(''));
}

function toSingular(noun: string): string {
	if (noun.endsWith('ies')) return noun.replace(/ies$/, 'y');
	if (/(s|x|ch|sh)es$/.test(noun)) return noun.replace(/es$/, '');
	return noun.replace(/(?<!s)s$/, '');
}

/** The models that some of the tokens name, the longest first. */
function namedModels(tokens: readonly string[], models: ReadonlySet<string>): string[] {
	const found: string[] = [];
	for (let length = tokens.length; length > 0; length -= 1) {
		for (let start = 0; start + length <= tokens.length; start += 1) {
			const key = toSingular(tokens.slice(start, start + length).join(''));
			if (models.has(key)) found.push(key);
		}
	}
	return found;
}
