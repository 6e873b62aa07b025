import type { LoggedRequest, Sonar } from '../test/sonar';

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

/** In columns of a terminal: Chinese and Japanese characters take two. */
function width(text: string): number {
	return [...text].reduce((sum, character) => sum + (character > '\u2e7f' ? 2 : 1), 0);
}
