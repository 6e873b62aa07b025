import { readRows } from './graphql';
import { readNumber, type Json } from './http/Answer';

/** A file as Sonar lists it. */
export interface ListedFile {
	id: string;
	filename: string;
	mimeType: string;
	/** In bytes, as the list states it. */
	size: number;
	type?: string;
	entityId?: string;
	userId?: string;
	createdAt: string;
}

/** A ticket as Sonar lists it. */
export interface Ticket {
	id: string;
	subject: string;
	status: string;
	priority: string;
	relatedType?: string;
	relatedId?: string;
	groupId?: string;
	userId?: string;
	createdAt: string;
	updatedAt: string;
}

/** A reply as Sonar lists it. */
export interface Reply {
	id: string;
	ticketId: string;
	headers: string;
	address: string;
}

export const FILE_FIELDS =
	'id filename mime_type file_size_in_bytes fileable_type fileable_id user_id created_at';

/** The files of a list, whatever way their numbers are written. */
export function readFiles(list: unknown): ListedFile[] {
	return readRows(list).map((row) => ({
		id: idOf(row.id) ?? '',
		filename: textOf(row.filename),
		mimeType: textOf(row.mime_type),
		size: Number(idOf(row.file_size_in_bytes) ?? NaN),
		type: typeof row.fileable_type === 'string' ? row.fileable_type : undefined,
		entityId: idOf(row.fileable_id),
		userId: idOf(row.user_id),
		createdAt: textOf(row.created_at),
	}));
}

export function readTickets(list: unknown): Ticket[] {
	return readRows(list).map((row) => ({
		id: idOf(row.id) ?? '',
		subject: textOf(row.subject),
		status: textOf(row.status),
		priority: textOf(row.priority),
		relatedType: typeof row.ticketable_type === 'string' ? row.ticketable_type : undefined,
		relatedId: idOf(row.ticketable_id),
		groupId: idOf(row.ticket_group_id),
		userId: idOf(row.user_id),
		createdAt: textOf(row.created_at),
		updatedAt: textOf(row.updated_at),
	}));
}

export function readReplies(list: unknown): Reply[] {
	return readRows(list).map((row) => ({
		id: idOf(row.id) ?? '',
		ticketId: idOf(row.ticket_id) ?? '',
		headers: textOf(row.headers),
		address: textOf(row.author_email),
	}));
}

export function idsOf(list: unknown): string[] {
	return readRows(list).map(({ id }: Json) => idOf(id) ?? '');
}

function idOf(value: unknown): string | undefined {
	return readNumber(value)?.digits;
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
