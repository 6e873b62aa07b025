import { expected, handled, notHandled, type Result } from '../finding';
import { isRecord } from '../http/Answer';
import { Ended, NoAnswer } from '../http/Line';
import { FILE_FIELDS, readFiles } from '../rows';
import type { Session } from '../Session';
import type { Ours } from './Ours';

/** Before what Sonar may have stored without saying so is looked for. */
const INDEX = 2000;

/**
 * Deletes what the probe has made, and finds what it may have made without hearing of it.
 *
 * @returns what is left, by id and name
 */
export async function cleanUp(session: Session, ours: Ours): Promise<string[]> {
	const { left, problems } = ours;
	await session.line.clean(async () => {
		await session.check('deletion', 'Deletion of what the probe has made', async () => {
			try {
				await deleteLeft(session, ours);
				if (ours.isShort || ours.isUnknown) {
					await session.line.pause(INDEX);
					const strays = await findStrays(session, ours);
					for (const [id, name] of strays) ours.note(id, name);
					if (strays.size > 0) await deleteLeft(session, ours);
				}
			} catch (error) {
				if (!(error instanceof NoAnswer || error instanceof Ended)) throw error;
				problems.push(error.message);
			}
			return describeDeletion(session, ours);
		});
	});
	return [...left].map(([id, name]) => `${id} (${name})`);
}

/** Deletes what the probe has made so far. */
export async function deleteLeft(session: Session, { left, problems }: Ours): Promise<void> {
	for (const [id, problem] of await deleteFiles(session, [...left.keys()])) {
		if (problem === undefined) left.delete(id);
		else problems.push(problem);
	}
}

/** Why each could not be deleted; nothing for those that are gone. */
async function deleteFiles(
	session: Session,
	ids: readonly string[],
): Promise<Map<string, string | undefined>> {
	const fields = ids.map((id): [string, string] => [
		id,
		`deleteFile(id: "${id}") { success message }`,
	]);
	const answers = await session.askEach(new Map(fields), 'mutation');
	return new Map(
		[...answers].map(([id, answer]) => {
			if (answer.error) return [id, answer.error.words];
			const { success, message } = isRecord(answer.value) ? answer.value : {};
			return [id, success === true ? undefined : `success: ${String(success)}, ${String(message)}`];
		}),
	);
}

/** Files of this user whose names hold the tag of this run, which nobody else's can. */
async function findStrays(session: Session, { tag, made }: Ours): Promise<Map<string, string>> {
	const { pageSize, userId } = session.facts;
	const { data } = await session.ask(
		`query ($tag: String!) { files(
			search: [{ string_fields: [{ attribute: "filename", search_value: $tag, match: true, partial_matching: true }] }]
			paginator: { page: 1, records_per_page: ${pageSize} }
		) { entities { ${FILE_FIELDS} } } }`,
		{ tag },
	);
	const strays = readFiles(data?.files).filter(
		(file) => file.filename.includes(tag) && file.userId === userId && !made.has(file.id),
	);
	return new Map(strays.map(({ id, filename }) => [id, filename]));
}

function describeDeletion(session: Session, ours: Ours): Result {
	const { made, left, problems, isUnknown } = ours;
	const maybe = isUnknown ? '; Sonar may have stored more, under other names' : '';
	if (left.size > 0 || problems.length > 0)
		return notHandled(
			`${left.size} of ${made.size} not deleted: ${session.quoteText([...new Set(problems)].join('; '))}${maybe}`,
			'Delete File fails with Sonar’s words: does the role have DELETE_FILE?',
		);
	const answer = `All ${made.size} deleted${maybe}`;
	return isUnknown ? handled(answer, 'Look with List Files, No Entity Yet') : expected(answer);
}
