import { expected, handled, notHandled, notSeen, type Result } from '../finding';
import { idsOf, type Session } from '../Session';

/** As many as List Files asks for at most, as many as it asks for by default, and fewer. */
const COUNTS = [100, 25, 10, 5, 3, 2, 1];
const DEFAULT = 25;

export async function checkRequests(session: Session): Promise<void> {
	await session.check('idVariables', 'An id as a variable', () => checkVariables(session));
	await session.check('fields', 'Fields of one request', () => checkFields(session));
}

const BY_ID = 'query ($id: Int64Bit!) { files(id: $id) { entities { id } } }';

async function checkVariables(session: Session): Promise<Result> {
	const id = session.facts.files[0]?.id;
	if (!id) return notSeen('There are no files');
	const text = await session.ask(BY_ID, { id });
	if (!idsOf(text.data?.files).includes(id))
		return notHandled(
			`As text not found: ${session.quote(text.errors)}`,
			'Nothing is found by its id: please report this',
		);
	if (!Number.isSafeInteger(Number(id))) return expected('As text found; too large for a number');
	const number = await session.ask(BY_ID, { id: Number(id) });
	const isFound = idsOf(number.data?.files).includes(id);
	return expected(
		`As text found, as a number ${isFound ? 'found' : 'not'}`,
		'The nodes send ids as text',
	);
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
			const answer = [...refused, `${count} answered`].join('; ');
			return refused.length > 0
				? handled(answer, 'Requests that Sonar refuses are sent again in halves')
				: expected(answer);
		}
		refused.push(`${count} refused, ${session.quote(errors)}`);
	}
	return notHandled(refused.join('; '), 'What asks for files by their ids fails');
}
