import { countBy } from './accounts';
import type { BroughtIn, Sent } from './emails';
import { checkStored, contentsOf } from './stored';

/** Each attachment is on its own ticket or reply, or left out and named, or accounted for. */
export function checkAttachments(books: BroughtIn, emails: readonly Sent[]): string[] {
	const { world, ran, madeOf } = books;
	const contentOf = (id: string) => world.sonar.content(id).toString('latin1');
	const made = new Map(
		emails.flatMap((email) => madeOf(email).map((one) => [one, email] as const)),
	);
	const kept = new Set<string>();
	const violations = [...made].flatMap(([{ type, id }, { files, items }]) => {
		const own = world.sonar.files.filter(
			(file) => file.fileable_type === type && file.fileable_id === id,
		);
		for (const file of own) kept.add(file.id);
		const given = countBy(contentsOf(files));
		const foreign = [...countBy(own.map((file) => contentOf(file.id)))].filter(
			([content, count]) => count > (given.get(content) ?? 0),
		);
		const output = ran.successes.find(
			({ item, json }) => items.includes(item) && json.action !== 'skipped',
		)?.json;
		const leftOut = (output?.left_out as Array<{ filename: string }> | undefined) ?? [];
		const ids = (output?.file_ids as string[] | undefined) ?? [];
		const refused = files.filter(({ name }) => name.endsWith('.exe')).length;
		const mayLack = world.allows('uploadFails', 'uploadUnknown');
		return [
			...(foreign.length > 0 ? [`${type} ${id} has files of another email, or one twice`] : []),
			...(output && own.length + leftOut.length !== files.length
				? [
						`${type} ${id} has ${own.length} of ${files.length} files, and ${leftOut.length} left out`,
					]
				: []),
			...(output && !mayLack && leftOut.length !== refused
				? [`${type} ${id} leaves out ${leftOut.map(({ filename }) => filename).join()}`]
				: []),
			...(output &&
			[...ids].sort().join() !==
				own
					.map((file) => file.id)
					.sort()
					.join()
				? [`${type} ${id} has other files than its output says: ${ids.join()}`]
				: []),
		];
	});
	const senders = emails.map(({ items, files }) => ({ items, contents: contentsOf(files) }));
	return [...violations, ...checkStored(world, ran, kept, senders)];
}
