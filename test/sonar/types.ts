import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';

import type { Character, CharacterName } from './characters';
import type { Time } from './time';

export interface SonarOptions {
	/**
	 * The differences between this Sonar and a plain one. If two concern a step, the later has the last
	 * word.
	 */
	characters?: ReadonlyArray<CharacterName | Character>;
	/** 0 finds a free one. */
	port?: number;
	/** By default a made-up one, new for every server. */
	token?: string;
	/** The server's own cap on records_per_page; page_info reports the capped value. */
	recordsPerPageLimit?: number;
	/** Unlimited by default. */
	requestsPerMinute?: number;
	/** Of the rate limit, and of a webhook that is called again. */
	minuteInMilliseconds?: number;
	/** The machine's own by default. */
	time?: Time;
	rateLimitStatus?: number;
	/** Adds Retry-After to refusals by the rate limit. */
	retryAfter?: boolean;
	/** Adds X-RateLimit-Limit and -Remaining to all answers, and X-RateLimit-Reset to refusals. */
	rateLimitHeaders?: boolean;
	latencyInMilliseconds?: number;
	introspection?: boolean;
	/** How many top-level fields one operation may have. */
	entitiesPerQueryLimit?: number;
	/** A larger file is refused on its own, the request succeeds. */
	largestFileInBytes?: number;
	/** A larger request is refused as nginx does it. */
	largestRequestInBytes?: number;
	refusedExtensions?: string[];
	/** The origin that downloads are redirected to; `{port}` in it stands for this server's own. */
	redirectDownloads?: string;
	/** Links the files of one mutation up to the first bad one, instead of all or none. */
	linksOneByOne?: boolean;
	/** The folder in which the server makes its own temporary folder. */
	folder?: string;
	/** Of an authority, in PEM: webhooks trust what it signed, as Sonar’s trust those of the world. */
	webhookCertificate?: string;
	/** Called once for every request, after its answer. */
	onRequest?: (request: LoggedRequest) => void;
}

export interface LoggedRequest {
	method: string;
	path: string;
	/** 0 as long as, or if, there is no answer. */
	status: number;
	query?: string;
	variables?: Record<string, unknown>;
	operation?: 'query' | 'mutation';
	/** The fields of the query or mutation itself, in the order in which they were executed. */
	fields?: ExecutedField[];
	/** The lists inside of them, each as often as it was executed. */
	lists?: ExecutedList[];
	/** How many parts an upload really had. */
	parts?: number;
	/** The files that an upload stored, each under the name that was sent, in the order of the parts. */
	stored?: Array<{ id: string; sent: string }>;
	/** The announced length of the body, or the size of the downloaded file. */
	bytes?: number;
	/** Whether an Authorization header arrived; its value is never kept. */
	authorization: boolean;
	headers: IncomingHttpHeaders;
}

/**
 * A field of a document as it was executed, in any spelling: arguments have variables and defaults put
 * in.
 */
export interface ExecutedField {
	name: string;
	/** The name of its value in the answer. The field's own name if the document gives no other. */
	alias: string;
	args: Record<string, unknown>;
}

export interface ExecutedList extends ExecutedField {
	/** The type of the entity that it belongs to, for example `TicketReply`. */
	of: string;
}

/** A call of a webhook endpoint, after its answer. */
export interface WebhookCall {
	/** The id of the endpoint. */
	endpoint: string;
	address: string;
	/** As a plain server calls it, for example "file.created". */
	event: string;
	/** 1 for the first one. */
	attempt: number;
	/** 0 if there was no answer. */
	status: number;
}

export interface StoredFile {
	id: string;
	sonar_unique_id: string;
	created_at: string;
	updated_at: string;
	_version: string;
	description: string | null;
	file_size_in_bytes: string;
	fileable_id: string | null;
	fileable_type: string | null;
	filename: string;
	mime_type: string;
	primary_image: boolean;
	user_id: string | null;
	/** The content on disk. */
	path: string;
}

export type FileChanges = Partial<
	Omit<StoredFile, 'id' | 'fileable_type' | 'fileable_id' | 'path'>
>;

export interface EntityFields {
	id?: string;
	name?: string;
	subject?: string;
	status?: 'OPEN' | 'CLOSED' | 'PENDING_INTERNAL' | 'PENDING_EXTERNAL';
	ticket_id?: string;
	webhook_endpoint_id?: string;
	incoming?: boolean;
	author?: string;
	body?: string;
	created_at?: string;
	/** Other fields that its type has in the schema. */
	details?: Record<string, unknown>;
}

export interface Entity extends Omit<EntityFields, 'details'> {
	type: string;
	id: string;
	sonar_unique_id: string;
	created_at: string;
	updated_at: string;
}

export interface FileFields {
	filename: string;
	mime_type?: string;
	fileable_type?: string;
	fileable_id?: string;
	description?: string;
	primary_image?: boolean;
	created_at?: string;
	id?: string;
	user_id?: string;
}

/**
 * Answers instead of the server. `carryOut` lets the server do what the request asks for, and gives
 * the text that it would have answered; not for downloads.
 */
export type RawAnswer = (
	request: IncomingMessage,
	response: ServerResponse,
	carryOut: () => Promise<string>,
) => void | Promise<void>;
/** `as usual` leaves the request to the server; for a place in a row of answers. */
export type Answer = RawAnswer | 'as usual';
export type RequestMatch = (request: { method: string; path: string }) => boolean;

export interface Sonar {
	url: string;
	token: string;
	log: LoggedRequest[];
	/** What webhook endpoints were called with, in the order of the answers. */
	webhookCalls: WebhookCall[];
	/** As they are now, in order of id. */
	readonly files: ReadonlyArray<Readonly<StoredFile>>;
	/** The files as lists know them now, which may lag behind. */
	readonly listed: ReadonlyArray<Readonly<StoredFile>>;
	/** Lets lists know of everything that has happened. */
	catchUp(): void;
	/** Returns the id. */
	addEntity(type: string, fields?: EntityFields): string;
	/** As if it had been changed in Sonar. */
	changeEntity(type: string, id: string, changes: object): void;
	/** As if it had been deleted in Sonar. */
	removeEntity(type: string, id: string): void;
	/** The entities of a type now. */
	entities(type: string): ReadonlyArray<Readonly<Entity & Record<string, unknown>>>;
	/** Returns the id. */
	addFile(file: FileFields & { content: Buffer | string }): Promise<string>;
	/** Links a file as another user of Sonar would; it may have been linked before. */
	link(id: string, entity: { type: string; id: string }): void;
	/** Changes fields of a file. */
	update(id: string, fields: FileChanges): void;
	/** As if it had been deleted in Sonar. */
	remove(id: string): Promise<void>;
	/** The stored bytes of a file. */
	content(id: string): Buffer;
	/** Lets a raw handler answer the next matching requests instead of the server. */
	answerNext(match: RequestMatch, answer: Answer, times?: number): void;
	/** Forgets the answers of `answerNext` that nobody asked for. */
	answerAsUsual(): void;
	clearLog(): void;
	close(): Promise<void>;
}
