import { expected, handled, notHandled, notSeen, type Result } from '../finding';
import { readRows } from '../graphql';
import { isRecord, readNumber } from '../http/Answer';
import { idsOf, readReplies, type Reply } from '../rows';
import type { Session } from '../Session';
import { NONSENSE } from './filters';
import { readHeaders, type Headers } from './headers';

const NEWEST_FIRST = 'sorter: [{ attribute: "id", direction: DESC }]';
/** As the nodes look for replies to an email. */
const MOST_HITS = 100;

const BY_NUMBER = 'Emails find their tickets by the number in their subject alone';

/** What Sonar Email to Ticket finds the ticket of an email by. */
export async function checkEmails(session: Session): Promise<void> {
	const { facts } = session;
	await session.check('headers', 'Headers that Sonar keeps of emails', async () => {
		const { data, errors } = await session.ask(
			`{ ticket_replies(incoming: true, ${NEWEST_FIRST}, paginator: { page: 1, records_per_page: ${facts.pageSize} }) {
				entities { id ticket_id headers author_email }
			} }`,
		);
		if (!data?.ticket_replies)
			return handled(`Refused: ${session.quote(errors)}`, `${BY_NUMBER}; a hint says so`);
		facts.replies = readReplies(data.ticket_replies);
		return describeHeaders(facts.replies);
	});
	const example = findExample(facts.replies);
	let hits: Reply[] | undefined;
	await session.check('headerSearch', 'A search for a Message-ID in headers', async () => {
		if (!example) return notSeen('No recent reply has a Message-ID');
		const { data, errors } = await searchHeaders(session, example.messageId);
		if (!data?.ticket_replies)
			return handled(`Refused: ${session.quote(errors)}`, `${BY_NUMBER}; a hint says so`);
		hits = readReplies(data.ticket_replies);
		return describeSearch(hits, example);
	});
	await session.check('headerSearchWhole', 'What else such a search finds', async () => {
		if (!example || !hits) return notSeen('No such search was answered');
		const other = `${NONSENSE}${example.messageId.slice(example.messageId.indexOf('@'))}`;
		const { data, errors } = await searchHeaders(session, other);
		if (!data?.ticket_replies) return notSeen(`Refused: ${session.quote(errors)}`);
		return describeOthers(hits, readReplies(data.ticket_replies), example);
	});
	await session.check(
		'addresses',
		'Contacts and replies, found by an email address',
		async () => await checkAddresses(session),
	);
	await session.check('ticketingSetting', 'When an email to a closed ticket makes a new one', () =>
		checkSetting(session),
	);
}

function describeHeaders(replies: readonly Reply[]): Result {
	const kept = replies.filter(({ headers }) => headers.trim() !== '');
	if (kept.length === 0) return notSeen(`None of ${replies.length} replies from outside has any`);
	const read = kept.map(({ headers }) => readHeaders(headers));
	const named = read.filter(({ messageId }) => messageId !== undefined);
	const counts = `${kept.length} of ${replies.length} replies have them, ${named.length} with a Message-ID`;
	if (named.length === 0) return notHandled(counts, `${BY_NUMBER}: please report this`);
	const forms = [...new Set(named.map(({ form }) => form))].join(', ');
	const words = `${counts}: ${forms}`;
	if (!named.every(({ isKnown }) => isKnown))
		return notHandled(words, `${BY_NUMBER} where the form is another: please report this`);
	return forms === 'header lines'
		? expected(words)
		: handled(words, 'The Message-ID is read from there, too');
}

type Example = Reply & Required<Pick<Headers, 'messageId'>>;

/** The newest with a Message-ID that the nodes search for. */
function findExample(replies: readonly Reply[]): Example | undefined {
	for (const reply of replies) {
		const { messageId } = readHeaders(reply.headers);
		if (messageId?.includes('@')) return { ...reply, messageId };
	}
	return undefined;
}

/** As the nodes ask: without angle brackets, and also as PHP's JSON has a slash. */
async function searchHeaders(session: Session, messageId: string) {
	const spellings = new Set([messageId, messageId.replaceAll('/', '\\/')]);
	return await session.ask(
		`query ($search: [Search]) { ticket_replies(search: $search, ${NEWEST_FIRST}, paginator: { page: 1, records_per_page: ${Math.min(session.facts.pageSize, MOST_HITS)} }) {
			entities { id ticket_id headers }
		} }`,
		{
			search: [...spellings].map((search_value) => ({
				string_fields: [
					{ attribute: 'headers', search_value, match: true, partial_matching: true },
				],
			})),
		},
	);
}

function describeSearch(hits: readonly Reply[], example: Example): Result {
	if (hits.some(({ id }) => id === example.id)) return expected('Found');
	const nodes = 'Answers without a ticket number become new tickets: please report this';
	return hits.length === 0
		? notHandled('Not found', nodes)
		: notHandled(`Not among the ${hits.length} replies that are found`, nodes);
}

function describeOthers(
	hits: readonly Reply[],
	nonsense: readonly Reply[],
	{ messageId }: Example,
): Result {
	const spellings = [messageId, messageId.replaceAll('/', '\\/')];
	const others = hits.filter(
		({ headers }) => !spellings.some((spelling) => headers.includes(spelling)),
	);
	if (others.length + nonsense.length === 0) return expected('Nothing: it matches the ID whole');
	return handled(
		`${others.length} of ${hits.length} replies found do not have it; one that is in none finds ${nonsense.length}`,
		'Each reply found is held against its own headers',
	);
}

async function checkAddresses(session: Session): Promise<Result> {
	const { data, errors } = await session.ask(
		`{ contacts(${NEWEST_FIRST}, paginator: { page: 1, records_per_page: 10 }) { entities { id email_address } } }`,
	);
	const contact = readRows(data?.contacts).find(
		({ email_address: address }) => typeof address === 'string' && address.includes('@'),
	);
	const reply = session.facts.replies.find(({ address }) => address.includes('@'));
	const fields = new Map<string, string>();
	const ids = new Map<string, string>();
	const add = (list: string, attribute: string, id: string, address: string) => {
		ids.set(list, id);
		fields.set(
			list,
			`${list}(search: [{
				integer_fields: [{ attribute: "id", search_value: "${id}", operator: EQ }]
				string_fields: [{ attribute: "${attribute}", search_value: ${JSON.stringify(address)}, match: true, partial_matching: true }]
			}]) { entities { id } }`,
		);
	};
	if (contact)
		add(
			'contacts',
			'email_address',
			idsOf({ entities: [contact] })[0]!,
			String(contact.email_address),
		);
	if (reply) add('ticket_replies', 'author_email', reply.id, reply.address);
	const nodes = 'By Email finds no entity, and Email to Ticket knows no sender by these';
	if (!data?.contacts) return notHandled(`contacts: refused, ${session.quote(errors)}`, nodes);
	if (fields.size === 0) return notSeen('No contact and no reply with an address was found');
	const wrong: string[] = [];
	for (const [list, answer] of await session.askEach(fields)) {
		if (answer.error) wrong.push(`${list}: refused, ${session.quote([answer.error])}`);
		else if (!idsOf(answer.value).includes(ids.get(list)!)) wrong.push(`${list}: not found`);
	}
	return wrong.length > 0
		? notHandled(wrong.join('; '), nodes)
		: expected(`Found: ${[...fields.keys()].join(', ')}`);
}

const SETTING = 'days_closed_before_inbound_email_creates_new_ticket';

/** Asked for alone: if it is refused, the whole answer is null. */
async function checkSetting(session: Session): Promise<Result> {
	const { data, errors } = await session.ask(`{ ticketing_setting { ${SETTING} } }`);
	const setting = data?.ticketing_setting;
	const nodes = 'Answers open closed tickets again';
	if (!isRecord(setting)) {
		const words = errors.length > 0 ? `Refused: ${session.quote(errors)}` : 'Answered with null';
		return handled(words, nodes);
	}
	const days = setting[SETTING];
	if (days === null) return expected('Never: it is null');
	const written = readNumber(days);
	if (!written) return notHandled('Not a whole number', `${nodes}, whatever it says`);
	return written.as === 'number'
		? expected('After a number of days')
		: handled('After a number of days, as text', 'Read all the same');
}
