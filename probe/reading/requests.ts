import { expected, handled, notHandled, notSeen, type Result } from '../finding';
import { idsOf } from '../rows';
import type { Session } from '../Session';

/** As many as List Files asks for at most, as many as it asks for by default, and fewer. */
const COUNTS = [100, 25, 10, 5, 3, 2, 1];
const DEFAULT = 25;

export async function checkRequests(session: Session): Promise<void> {
	await session.check('idVariables', 'An id as a variable', () => checkVariables(session));
	await session.check('variables', 'A page, an order and a search as variables', () =>
		checkAllVariables(session),
	);
	await session.check('fields', 'Fields of one request', () => checkFields(session));
}

async function checkVariables(session: Session): Promise<Result> {
	const id = session.facts.files[0]?.id;
	if (!id) return notSeen('There are no files');
	const ask = async (...given: Array<[name: string, id: string | number]>) =>
		await session.ask(
			`query (${given.map(([name]) => `$${name}: Int64Bit!`).join(', ')}) {
				${given.map(([name]) => `${name}: files(id: $${name}) { entities { id } }`).join('\n')}
			}`,
			Object.fromEntries(given),
		);
	const isLarge = !Number.isSafeInteger(Number(id));
	const both = isLarge ? undefined : await ask(['text', id], ['number', Number(id)]);
	// If a number is refused, nothing of the document counts.
	const { data, errors } = both?.data ? both : await ask(['text', id]);
	if (!idsOf(data?.text).includes(id))
		return notHandled(
			`As text not found: ${session.quote(errors)}`,
			'Nothing is found by its id: please report this',
		);
	if (isLarge) return expected('As text found; too large for a number');
	const isFound = idsOf(data?.number).includes(id);
	return expected(
		`As text found, as a number ${isFound ? 'found' : 'not'}`,
		'The nodes send ids as text',
	);
}

const FEW = 5;

/** As Sonar GraphQL asks for the pages of a list, with names of its own beside the user's. */
async function checkAllVariables(session: Session): Promise<Result> {
	const newest = session.facts.files.slice(0, FEW).map(({ id }) => id);
	if (newest.length === 0) return notSeen('There are no files');
	const info = 'n8nPageInfo: page_info { total_pages total_count records_per_page }';
	const { data, errors } = await session.ask(
		`query ($page: Paginator, $n8nSorter: [Sorter], $n8nSearch: [Search]) {
			files(paginator: $page, sorter: $n8nSorter, search: $n8nSearch) {
				entities { id n8nId: id } ${session.facts.hasPageInfo ? info : ''}
			}
		}`,
		{
			page: { page: 1, records_per_page: FEW },
			n8nSorter: [{ attribute: 'id', direction: 'DESC' }],
			n8nSearch: [
				{ integer_fields: [{ attribute: 'id', search_value: newest[0], operator: 'LTE' }] },
			],
		},
	);
	if (!data?.files)
		return notHandled(
			`Refused: ${session.quote(errors)}`,
			'All lists fail, since the nodes send values as variables only: please report this',
		);
	const ids = idsOf(data.files);
	// Where pages are larger than asked for, these come first.
	return newest.every((id, index) => ids[index] === id)
		? expected('Taken, and obeyed')
		: notHandled('Taken, but not obeyed', 'Lists have the wrong rows: please report this');
}

/** Finds out how many fields a request may have, for the checks that follow, too. */
async function checkFields(session: Session): Promise<Result> {
	const { facts } = session;
	const id = facts.files[0]?.id ?? '1';
	const refused: string[] = [];
	for (const count of COUNTS) {
		const fields = Array.from(
			{ length: count },
			(_, index) => `f${index}: files(id: "${id}") { entities { id } }`,
		);
		const { data, errors } = await session.ask(`{ ${fields.join('\n')} }`);
		if (data && errors.length === 0) {
			facts.fieldsPerRequest = Math.min(count, DEFAULT);
			facts.mutationsPerRequest = facts.fieldsPerRequest;
			const answer = [...refused, `${count} answered`].join('; ');
			return refused.length > 0
				? handled(answer, 'Requests that Sonar refuses are sent again in halves')
				: expected(answer);
		}
		refused.push(`${count} refused, ${session.quote(errors)}`);
	}
	return notHandled(refused.join('; '), 'What asks for files by their ids fails');
}
