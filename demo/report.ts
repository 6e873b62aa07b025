import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { LoggedRequest, Sonar } from '../test/sonar';
import type { Email } from './readEmail';

/** @param results what the node said of the emails, paired with them */
export function reportEmails(
	emails: Email[],
	results: INodeExecutionData[],
	sonar: Pick<Sonar, 'entities'>,
): string {
	return table(
		['From', 'Subject', 'Files', 'Became', 'Why'],
		emails.map(({ item: { json }, attachments }, index) => {
			const { json: result } = results.find(({ pairedItem }) => isOf(pairedItem, index))!;
			return [
				(json.from as { text: string }).text,
				json.subject as string,
				String(attachments.length),
				describeOutcome(result),
				explain(result, sonar),
			];
		}),
	);
}

function isOf(pairedItem: INodeExecutionData['pairedItem'], index: number): boolean {
	return typeof pairedItem === 'object' && 'item' in pairedItem && pairedItem.item === index;
}

function describeOutcome(result: IDataObject): string {
	if (result.action === 'skipped') return 'Skipped';
	const files = (result.file_ids as string[]).length;
	const withFiles = files > 0 ? ` with ${files} ${files === 1 ? 'file' : 'files'}` : '';
	const ticket = `ticket ${result.ticket_id as string}`;
	return result.action === 'reply'
		? `Reply on ${ticket}${withFiles}`
		: `${ticket.replace('t', 'T')}${withFiles}`;
}

function explain(result: IDataObject, sonar: Pick<Sonar, 'entities'>): string {
	if (result.action === 'skipped') return result.explanation as string;
	const leftOut = (result.left_out as Array<{ filename: string; reason: string }>).map(
		({ filename, reason }) => `Without ${filename}: ${reason}.`,
	);
	const customer = result.ticketable_id ? [`Of account ${result.ticketable_id as string}.`] : [];
	const ticket = sonar.entities('Ticket').find(({ id }) => id === result.ticket_id);
	// What the node remarks in the text of a ticket.
	const remarks = String(ticket?.description).match(/(?<=^\[)(?!Not attached).+(?=\]$)/gm) ?? [];
	return [...customer, ...remarks, ...leftOut].join(' ');
}

/** Such as "3 queries, 1 upload". */
export function countRequests(log: LoggedRequest[]): string {
	const counts = new Map<string, number>();
	for (const { operation, parts } of log) {
		const kind = parts === undefined ? (operation ?? 'download') : 'upload';
		counts.set(kind, (counts.get(kind) ?? 0) + 1);
	}
	return [...counts].map(([kind, count]) => `${count} × ${kind}`).join(', ');
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
