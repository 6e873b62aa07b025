import { parse } from 'lossless-json';

import { isRecord } from '../http/Answer';

/** A Message-ID with its angle brackets, as the nodes know it. */
const ID = /<([^<>\s]+)>/;
/** Behind the name of its header, however that is written. */
const NAMED = /message-id["']?[^<>]{0,80}?<([^<>\s]+)>/i;

/** Headers of an email, as Sonar keeps them with a reply. */
export interface Headers {
	/** How they are written; it names no value. */
	form: string;
	/** Whether the nodes read that form. */
	isKnown: boolean;
	/** Without angle brackets. */
	messageId?: string;
}

/** The form, and what any reader would take for the Message-ID in it. */
export function readHeaders(headers: string): Headers {
	const json = /^\s*[[{"]/.test(headers) ? parseJson(headers) : undefined;
	if (json === undefined) {
		const isLines = /^message-id[ \t]*:/im.test(headers);
		const [, messageId] = NAMED.exec(headers) ?? [];
		return { form: isLines ? 'header lines' : 'another form', isKnown: isLines, messageId };
	}
	const known = FORMS.flatMap(([form, find]) => {
		const found = find(json);
		const [, messageId] = typeof found === 'string' ? (ID.exec(found) ?? []) : [];
		return messageId === undefined ? [] : [{ form, isKnown: true, messageId }];
	});
	const [, messageId] = NAMED.exec(JSON.stringify(json)) ?? [];
	return known[0] ?? { form: 'JSON of another form', isKnown: false, messageId };
}

function parseJson(text: string): unknown {
	try {
		return parse(text);
	} catch {
		return undefined;
	}
}

function isName(value: unknown): boolean {
	return typeof value === 'string' && /^\s*message-id\s*$/i.test(value);
}

function ofObject(json: unknown): unknown {
	return isRecord(json) ? Object.entries(json).find(([name]) => isName(name))?.[1] : undefined;
}

function listOf(json: unknown): unknown[] {
	return Array.isArray(json) ? json : [];
}

/** What JSON may look like for the nodes to read it, each with where the Message-ID stands. */
const FORMS: ReadonlyArray<readonly [string, (json: unknown) => unknown]> = [
	['a JSON object of texts', ofObject],
	['a JSON object of lists', (json) => listOf(ofObject(json))[0]],
	[
		'a JSON list of names and values',
		(json) =>
			listOf(json)
				.filter(isRecord)
				.find(({ name, key, header }) => isName(name ?? key ?? header))?.value,
	],
	[
		'a JSON list of pairs',
		(json) =>
			listOf(json)
				.map(listOf)
				.find(([name]) => isName(name))?.[1],
	],
	[
		'a JSON list of header lines',
		(json) =>
			listOf(json).find((line) => typeof line === 'string' && /^message-id\s*:/i.test(line)),
	],
];
