import { expected, handled, notSeen, type Result } from '../finding';
import { readRows } from '../graphql';
import { nameOf, type Json } from '../http/Answer';
import type { Session } from '../Session';

/** What the nodes list, or look things up in. */
const LISTS = [
	'files',
	'accounts',
	'contacts',
	'custom_fields',
	'inbound_mailboxes',
	'jobs',
	'network_sites',
	'ticket_categories',
	'ticket_comments',
	'ticket_groups',
	'ticket_replies',
	'tickets',
	'users',
	'vendors',
];

export async function checkRights(session: Session): Promise<void> {
	await session.check('rights', 'What the token’s user may read', () => checkLists(session));
	await session.check('webhooks', 'Events that Sonar can tell', () => checkWebhooks(session));
}

async function checkLists(session: Session): Promise<Result> {
	const fields = LISTS.map((list): [string, string] => [
		list,
		`${list}(paginator: { page: 1, records_per_page: 1 }) { entities { id } }`,
	]);
	const answers = [...(await session.askEach(new Map(fields)))];
	const refused = answers.filter(([, { error }]) => error);
	const empty = answers.filter(
		([, answer]) => !answer.error && readRows(answer.value).length === 0,
	);
	const answer = [
		`${answers.length - refused.length} of ${answers.length} lists`,
		...(empty.length > 0 ? [`empty: ${namesOf(empty)}`] : []),
		...(refused.length > 0
			? [`refused: ${namesOf(refused)}, ${session.quote(refused.map(([, { error }]) => error!))}`]
			: []),
	].join('; ');
	return refused.length === 0
		? expected(answer)
		: handled(answer, 'What needs these fails with Sonar’s words; give the role the permission');
}

function namesOf(answers: ReadonlyArray<[string, unknown]>): string {
	return answers.map(([list]) => list).join(', ');
}

async function checkWebhooks(session: Session): Promise<Result> {
	const { data, errors } = await session.ask(
		'{ webhook_model_events { entities { model events } } }',
	);
	const models = readRows(data?.webhook_model_events);
	if (models.length === 0)
		return data && errors.length === 0
			? notSeen('None')
			: handled(`Refused: ${session.quote(errors)}`, 'Sonar’s webhooks cannot be used');
	const eventsOf = ({ events }: Json): unknown[] => (Array.isArray(events) ? events : []);
	const events = models.flatMap(eventsOf);
	const file =
		models
			.filter(({ model }) => model === 'File')
			.flatMap(eventsOf)
			.map((event) => nameOf(String(event)))
			.join(', ') || 'none';
	return expected(`${events.length} events of ${models.length} models; of File: ${file}`);
}
