import type { OnError } from 'n8n-workflow';

import type { CharacterName } from '../sonar';
import type { FileGiven } from './files';

export const SORTS = ['created_at', 'filename', 'id', 'mime_type', 'file_size_in_bytes'] as const;

export const STATUSES = ['OPEN', 'PENDING_INTERNAL', 'PENDING_EXTERNAL', 'CLOSED'] as const;

/** Numbers pick one of the things that exist at that moment, or one that does not. */
type Choice = number;

interface Common {
	onError: OnError;
	/** How many files or entities share a request. */
	perRequest: number;
	parallelRequests: number;
	/** Whether the credential's token is valid. */
	goodToken: boolean;
	/** The number of the request whose connection breaks after Sonar has executed it. 0 for none. */
	breaks: number;
}

export interface UploadStep extends Common {
	kind: 'upload';
	/** The files of each item. */
	items: FileGiven[][];
	fields: 'pattern' | 'expression';
	fileName?: string;
	/** The entity that the files are linked to at once, if any. */
	linkTo?: Choice;
}

export interface LinkStep extends Common {
	kind: 'link';
	links: Array<{ file: Choice; entity: Choice }>;
}

export interface ListStep extends Common {
	kind: 'list';
	scope: 'entity' | 'unlinked' | 'all';
	/** One for each item. */
	entities: Choice[];
	/** All without it. */
	limit?: number;
	filename?: string;
	attribute: (typeof SORTS)[number];
	direction: 'ASC' | 'DESC';
}

export interface DownloadStep extends Common {
	kind: 'download';
	files: Choice[];
}

export interface UpdateStep extends Common {
	kind: 'update';
	updates: Array<{ file: Choice; description: string; primaryImage?: boolean }>;
}

export interface DeleteStep extends Common {
	kind: 'delete';
	files: Choice[];
	deleteLinked: boolean;
}

export interface CreateStep extends Common {
	kind: 'create';
	what: 'ticket' | 'reply' | 'comment';
	/** `of` is the account of a ticket, or the ticket that is answered. */
	items: Array<{ message: string; of: Choice; files: FileGiven[]; fileIds: Choice[] }>;
}

export interface UpdateTicketStep extends Common {
	kind: 'updateTicket';
	updates: Array<{
		ticket: Choice;
		subject: string;
		status: (typeof STATUSES)[number];
		files: FileGiven[];
	}>;
}

export interface ListTicketsStep extends Common {
	kind: 'listTickets';
	/** Of tickets by their IDs, one for each item. Otherwise one item lists by status. */
	tickets?: Choice[];
	status: (typeof STATUSES)[number];
	/** All without it. */
	limit?: number;
	direction: 'ASC' | 'DESC';
}

/** What happens to one of a customer's emails is told by its sender, headers and subject. */
export interface EmailGiven {
	/** One of the customers, or somebody whom nobody knows. */
	from: Choice;
	kind: 'person' | 'automatic' | 'own';
	/** The ticket that its subject names. */
	answers?: Choice;
	files: FileGiven[];
	/** Whether it comes twice. */
	isTwin: boolean;
}

export const CLOSED_TICKETS = ['sonar', 'reopen', 'leave', 'newTicket'] as const;

export interface EmailsStep extends Common {
	kind: 'emails';
	emails: EmailGiven[];
	closedTickets: (typeof CLOSED_TICKETS)[number];
	/** Whether the same emails come in once more. */
	again: boolean;
}

export const LISTS = ['files', 'tickets', 'replies'] as const;

/** A query of a list, or of tickets by their IDs, or a mutation, which adds comments to tickets. */
export interface GraphqlStep extends Common {
	kind: 'graphql';
	what: (typeof LISTS)[number] | 'ticket' | 'comment';
	/** One for each item. Lists only count them. */
	tickets: Choice[];
	/** Of a list. All without it. */
	limit?: number;
	sort?: { attribute: 'id' | 'created_at'; direction: 'ASC' | 'DESC' };
	splitOut: boolean;
	allowMutations: boolean;
}

export type Step =
	| UploadStep
	| LinkStep
	| ListStep
	| DownloadStep
	| UpdateStep
	| DeleteStep
	| CreateStep
	| UpdateTicketStep
	| ListTicketsStep
	| EmailsStep
	| GraphqlStep;

/** A file that is in Sonar before the workflow starts. */
export interface Existing extends FileGiven {
	/** Without it, the file is linked to nothing. */
	entity?: Choice;
	/** Whether it was created in the same second as others. */
	tied: boolean;
}

export interface Workflow {
	characters: CharacterName[];
	existing: Existing[];
	steps: Step[];
}
