import { answerFields, type QuietServer } from '../http/quietServer';

/**
 * Lets a server answer queries for files by ID, each with one file or none.
 *
 * @param describe returns a file without its ID. `request` counts from 1
 * @returns a growing list: how many IDs each request asked for
 */
export function answerFiles(
	quiet: QuietServer,
	describe: (id: string, request: number) => object | undefined,
): number[] {
	const asked: number[] = [];
	quiet.answerGraphql(({ variables }) => {
		const ids = Object.values(variables);
		asked.push(ids.length);
		return answerFields(
			ids.map((id) => {
				const file = describe(id, asked.length);
				return { entities: file ? [{ id: '9' }, { id, ...file }] : [] };
			}),
		);
	});
	return asked;
}
