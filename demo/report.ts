import type { LoggedRequest, Sonar } from '../test/sonar';
import type { Email } from './readEmail';

/** @param automatic subjects of the emails that became neither ticket nor reply */
export function reportEmails(emails: Email[], automatic: unknown[]): string {
	return table(
		['From', 'Subject', 'Files', 'Goes to'],
		emails.map(({ item: { json }, attachments }) => [
			(json.from as { text: string }).text,
			json.subject as string,
			String(attachments.length),
			automatic.includes(json.subject) ? 'Automatic Email' : 'Sonar',
		]),
	);
}

/** The tickets, each with its replies below it. */
export function reportEntities(sonar: Sonar): string {
	const replies = sonar.entities('TicketReply');
	const files = (type: string, id: string) =>
		sonar.files
			.filter((file) => file.fileable_type === type && file.fileable_id === id)
			.map(({ id: file }) => file)
			.join(', ');
	const rows = sonar
		.entities('Ticket')
		.flatMap(({ id, subject = '', ticketable_id: account }) => [
			[
				`Ticket ${id}`,
				typeof account === 'string' ? `Account ${account}` : 'no account',
				subject,
				files('Ticket', id),
			],
			...replies
				.filter(({ ticket_id }) => ticket_id === id)
				.map(({ id: reply, author = '', body = '' }) => [
					`- Reply ${reply}`,
					`from ${author}`,
					body.split('\n')[0]!,
					files('TicketReply', reply),
				]),
		]);
	return table(['In Sonar', 'Of', 'Subject or text', 'Files'], rows);
}

export function reportFiles(files: Sonar['files']): string {
	return table(
		['File', 'Name', 'Type', 'Bytes', 'Linked to'],
		files.map((file) => [
			file.id,
			file.filename,
			file.mime_type,
			file.file_size_in_bytes,
			file.fileable_type ? `${file.fileable_type} ${file.fileable_id}` : 'nothing',
		]),
	);
}

export function reportRequests(log: LoggedRequest[]): string {
	return table(
		['Request', 'What it was', 'Status'],
		log.map(({ method, path, operation, parts, status }) => [
			`${method} ${path}`,
			parts === undefined ? (operation ?? 'download') : `${parts} files`,
			String(status),
		]),
	);
}

function table(head: string[], rows: string[][]): string {
	const lines = [head, ...rows];
	const widths = head.map((_, column) => Math.max(...lines.map((line) => width(line[column]!))));
	return lines
		.map((line) =>
			line
				.map((cell, column) => cell + ' '.repeat(widths[column]! - width(cell)))
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
}

/** Width in a terminal, where Chinese and Japanese characters take two columns. */
function width(text: string): number {
	return [...text].reduce((sum, character) => sum + (character > '\u2e7f' ? 2 : 1), 0);
}
