import { page } from '../files/pages';
import { answerFields, type QuietServer } from '../http/quietServer';

/** The entity that a file is linked to: its type and ID. */
export type Owners = Record<string, [type: string, id: string] | null>;

/**
 * Lets a server answer mutations with one value, and queries for files with their owners. It knows no
 * created entity.
 *
 * @returns a growing list: the first input of each mutation
 */
export function answerCreation(
	quiet: QuietServer,
	created: unknown,
	owners: Owners = {},
): object[] {
	const inputs: object[] = [];
	quiet.answerGraphql(({ query, variables }) => {
		if (query.startsWith('mutation')) {
			inputs.push(Object.values<object>(variables as never)[0]!);
			return answerFields([created]);
		}
		if (!query.includes('files')) return answerFields([page([])]);
		const files = Object.values(variables).map((id) => {
			const [fileable_type, fileable_id] = owners[id] ?? [null, null];
			return page([{ id, filename: `${id}.txt`, fileable_type, fileable_id }]);
		});
		return answerFields(files);
	});
	return inputs;
}
