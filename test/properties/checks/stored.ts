import type { FileGiven } from '../files';
import type { Ran } from '../Ran';
import type { World } from '../World';
import { accountsFor } from './accounts';

/** The items that a file may belong to, with the contents of their files. */
interface Sender {
	items: readonly number[];
	contents: readonly string[];
}

/** As the server's stored bytes read. */
export function contentsOf(files: readonly FileGiven[]): string[] {
	return files.map(({ content }) => Buffer.from(content).toString('latin1'));
}

/** Files that were stored now are kept by what was created or changed, or accounted for. */
export function checkStored(
	{ sonar }: World,
	ran: Ran,
	kept: ReadonlySet<string>,
	senders: readonly Sender[],
): string[] {
	const stored = sonar.log.flatMap((request) => request.stored ?? []);
	const isSaid = (id: string) => {
		const content = sonar.content(id).toString('latin1');
		return senders.some(
			({ items, contents }) =>
				contents.includes(content) &&
				items.some((item) => ran.errorsOf(item).some((error) => accountsFor(error, id))),
		);
	};
	return stored
		.filter(({ id }) => !kept.has(id) && !isSaid(id))
		.map(({ id, sent }) => `"${sent}" is stored as ${id}, and nothing says so`);
}
