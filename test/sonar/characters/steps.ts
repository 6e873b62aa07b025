import type { OutgoingHttpHeaders } from 'node:http';

import type { ListArguments, PageInfo } from '../connection';
import type { ExactNumber, HttpAnswer } from '../respond';
import type { Row } from '../search';
import type { Entity, StoredFile } from '../types';
import type { TicketChanges } from '../updateTicket';

/** The result of the plain server at a step, as a character changes it. */
type Step<V, F = undefined> = (plain: V, facts: F) => V;

/** One file of an upload, in Sonar's answer. */
export interface UploadEntry {
	id: ExactNumber | string | number | null;
	filename: string;
	stored: boolean;
	failure_message?: string | null;
	extensions?: object;
	[field: string]: unknown;
}

/** As it stands in the `errors` of an answer. */
export interface AnsweredError {
	message: string;
	path?: ReadonlyArray<string | number>;
	extensions?: object;
	[field: string]: unknown;
}

export interface PageAsked {
	page: number;
	records_per_page: number;
}

export interface ListFacts {
	/** Whether the list stands inside of an entity. */
	nested: boolean;
	/** Absent if the question names no page. */
	asked?: PageAsked;
	/** How many queries there have been. */
	queries: number;
}

/** How long ago something was stored, linked, changed or deleted. */
export interface Age {
	queries: number;
	milliseconds: number;
}

/** The steps at which a character can come in, in the order in which a request meets them. */
export interface Steps {
	/** The answer to a wrong token. */
	wrongToken: Step<HttpAnswer, { path: string }>;
	firstFileId: Step<bigint>;
	/** How many files of one request are taken; PHP drops the rest without a word. */
	filesTaken: Step<number>;
	/** Instead of storing anything. */
	uploadRefusal: Step<HttpAnswer | undefined, { files: number }>;
	/** Why one file of a request is not stored. */
	fileRefusal: Step<string | undefined, { files: number }>;
	/** The name that a file is stored under. */
	storedName: Step<string, { number: number }>;
	uploadEntry: Step<UploadEntry, { sent: string }>;
	uploadEntries: Step<UploadEntry[], { sent: readonly string[] }>;
	/** The value of `files` in the answer. */
	uploadFiles: Step<object>;
	linkRefusal: Step<string, { rule: LinkRule }>;
	linkResult: Step<Entity | null>;
	/** What is carried out of the changes of a ticket. */
	ticketChanges: Step<TicketChanges>;
	/** The answer for a ticket, reply or comment that was created or changed. */
	createResult: Step<Entity | null>;
	/** The headers of an email that became a reply, as they are stored. */
	storedHeaders: Step<string>;
	/** After how many days an email to a closed ticket makes a new one. */
	daysClosed: Step<number | null>;
	/** The form in which the address of a webhook endpoint is stored. */
	storedEndpoint: Step<string>;
	/** The method of the look at an address before it is taken. Without one there is no look. */
	endpointLook: Step<'HEAD' | 'POST' | undefined>;
	/** The events of an endpoint that is changed without any. Undefined leaves them as they were. */
	omittedEvents: Step<[] | undefined>;
	/** The answer for an endpoint that was made or changed. */
	endpointResult: Step<Entity | null>;
	/** The word of a webhook for an event. */
	webhookWord: Step<string, { model: string; event: string }>;
	webhookBody: Step<object>;
	/** In milliseconds, when the calls for an event begin, one for each. The number is that of the event. */
	webhookDelays: Step<number[], { number: number }>;
	/** Whether lists know of a change so long ago. */
	indexed: Step<boolean, Age>;
	listArguments: Step<ListArguments, { nested: boolean }>;
	caseSensitive: Step<boolean>;
	/** Before they are sorted: rows without an order of their own keep this one. */
	unsorted: Step<Row[], ListFacts>;
	page: Step<PageAsked, ListFacts>;
	row: Step<Row>;
	entities: Step<Array<Row | null>>;
	pageInfo: Step<PageInfo, ListFacts>;
	graphqlError: Step<AnsweredError>;
	downloadHeaders: Step<OutgoingHttpHeaders, { file: StoredFile }>;
	/** Every answer, but for files. */
	answer: Step<HttpAnswer, { path: string }>;
}

export type LinkRule = 'alreadyLinked' | 'unknownFile' | 'unknownEntity' | 'noImage';

type Value<K extends keyof Steps> = ReturnType<Steps[K]>;
type Facts<K extends keyof Steps> = Parameters<Steps[K]>[1];

/** How a server behaves: its plain behaviour, changed by one character after the other. */
export class Behaviour {
	constructor(private readonly characters: ReadonlyArray<Partial<Steps>>) {}

	/** Whether any character has a say in a step. */
	has(name: keyof Steps): boolean {
		return this.characters.some((character) => character[name]);
	}

	apply<K extends keyof Steps>(name: K, plain: Value<K>, facts: Facts<K>): Value<K> {
		return this.characters.reduce((value, character) => {
			const step = character[name] as Step<Value<K>, Facts<K>> | undefined;
			return step ? step(value, facts) : value;
		}, plain);
	}
}
