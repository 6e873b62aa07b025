import { answerFields, type QuietServer } from '../http/quietServer';

/**
 * Lets a server answer questions for files by their ids, each with a file of its own, or with none.
 *
 * @param describe a file without its id. `request` counts from 1
 * @returns how many ids each request asks for, from then on
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
