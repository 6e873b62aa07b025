import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { byId, type Kit } from '../nodes/kit';
import { textFile } from '../nodes/files';
import { answerWith, status } from '../sonar/answers';

/** A megabyte that comes from outside: in an item, or in an answer. */
export interface Input {
	type: string;
	parameters?: INodeParameters;
	/** The JSON of the item, or the name of its file. */
	json?: INodeExecutionData['json'];
	fileName?: string;
	mimeType?: string;
	/** The text of each answer to a query. */
	answer?: string;
}

const MEGABYTE = 1_000_000;

/** A megabyte of one repeated part. */
const full = (part: string) => part.repeat(Math.floor(MEGABYTE / Buffer.byteLength(part)));
const text = '={{ $json.text }}';
const byEmail = { __rl: true, mode: 'email', value: text };
const list = (answer: string): Input => ({
	type: 'sonarListFiles',
	parameters: { scope: 'all' },
	answer,
});
const ids = full('123456,').slice(0, -1);
const ticket = { relatedTo: 'none', subject: 'S', description: 'D' };
const keys = Array.from({ length: MEGABYTE / 12 }, (_, index) => `"k${index}":1`).join();

/** Each fragment has two fields with the next one: written out, there would be 2^40. */
const multiplied = [
	'query ($p: Paginator) { ...F0 }',
	...Array.from(
		{ length: 40 },
		(_, n) =>
			`fragment F${n} on A { ...F${n + 1} ... on A { ...F${n + 1} } a { ...F${n + 1} } b { ...F${n + 1} } }`,
	),
	'fragment F40 on A { c(paginator: $p) { entities { id } } }',
].join('\n');

export const inputs: Record<string, Input> = {
	'a file name': { type: 'sonarUploadFile', fileName: `${full('n')}.pdf` },
	'a file name of dots': { type: 'sonarUploadFile', fileName: full('.') },
	'a file name of emoji': { type: 'sonarUploadFile', fileName: full('🎉') },
	'a MIME type': { type: 'sonarUploadFile', fileName: 'a', mimeType: full('a/') },
	'a given file name': {
		type: 'sonarUploadFile',
		parameters: { options: { fileName: text } },
		json: { text: full('ab ') },
		fileName: 'a',
	},
	'a pattern': {
		type: 'sonarUploadFile',
		parameters: { binaryPropertyName: text },
		json: { text: full('*a') },
		fileName: 'a',
	},
	'names of binary fields': {
		type: 'sonarUploadFile',
		parameters: { binaryPropertyName: text },
		json: { text: full('data,') },
		fileName: 'a',
	},
	'ids to link': {
		type: 'sonarLinkFile',
		parameters: { fileId: text, fileableType: 'Account', fileableId: byId('1') },
		json: { text: ids },
	},
	'ids to download': {
		type: 'sonarDownloadFile',
		parameters: { fileId: text },
		json: { text: ids },
	},
	'ids to delete, as a list': {
		type: 'sonarDeleteFile',
		parameters: { fileId: text },
		json: { text: ids.split(',') },
	},
	addresses: {
		type: 'sonarLinkFile',
		parameters: { fileId: '1', fileableType: 'Account', fileableId: byEmail },
		json: { text: full('a@b.c,') },
	},
	'parts that are no addresses': {
		type: 'sonarLinkFile',
		parameters: { fileId: '1', fileableType: 'Account', fileableId: byEmail },
		json: { text: full('a,') },
	},
	'quotes and brackets': {
		type: 'sonarLinkFile',
		parameters: { fileId: '1', fileableType: 'Account', fileableId: byEmail },
		json: { text: full('<"(') },
	},
	'a subject': {
		type: 'sonarCreateTicket',
		parameters: { ...ticket, subject: text },
		json: { text: full('\r\n\u0000') },
	},
	'a description, attached': {
		type: 'sonarCreateTicket',
		parameters: { ...ticket, description: text, options: { longText: 'attach' } },
		json: { text: full('🎉\ud800') },
	},
	recipients: {
		type: 'sonarCreateTicket',
		parameters: {
			...ticket,
			ticketType: 'public',
			inboundMailboxId: byId('1'),
			recipients: { recipient: [{ emailAddress: text }] },
		},
		json: { text: full('Ada <a@b.c>, ') },
	},
	'an author': {
		type: 'sonarReplyToTicket',
		parameters: {
			ticketId: byId('7'),
			kind: 'incoming',
			author: text,
			authorEmail: text,
			body: 'B',
		},
		json: { text: full('a@b.c ') },
	},
	'a date': {
		type: 'sonarListFiles',
		parameters: { scope: 'all', filters: { createdAfter: text } },
		json: { text: full('1') },
	},
	'a filter': {
		type: 'sonarListFiles',
		parameters: { scope: 'all', filters: { filename: text } },
		json: { text: full('ab') },
	},
	'a query': { type: 'sonarGraphql', parameters: { query: text }, json: { text: full('{a') } },
	'a query of comments': {
		type: 'sonarGraphql',
		parameters: { query: text },
		json: { text: `query ($a${full('#:$a\n')}` },
	},
	'a query of fragments that multiply': {
		type: 'sonarGraphql',
		parameters: { query: text },
		json: { text: multiplied },
	},
	variables: {
		type: 'sonarGraphql',
		parameters: { query: '{ me { id } }', variables: text },
		json: { text: full('[') },
	},
	'an answer with errors': list(`{"errors":[${full('{"message":"x"},')}{}]}`),
	'an answer with errors that are texts': list(`{"errors":[${full('"x",')}{}]}`),
	'an answer nested deep': list(
		`{"errors":${'['.repeat(MEGABYTE / 2)}${']'.repeat(MEGABYTE / 2)}}`,
	),
	'an answer with files': list(`{"data":{"f0":{"entities":[${full('{"id":"1"},')}null]}}}`),
	'an answer with numbers for files': list(`{"data":{"f0":{"entities":[${full('1,')}null]}}}`),
	'an answer of one number': list(`{"data":${full('9')}}`),
	'an answer with long numbers': list(`{"data":[${full('12345678901234567890,')}0]}`),
	'an answer with keys': list(`{${keys}}`),
	'an answer with keys and a long number': list(`{${keys},"x":12345678901234567890}`),
	'an answer with a message': list(`{"message":"${full('already ')}"}`),
	'an answer with blanks': list(`{"errors":[{"message":"${full(' ')}x"}]}`),
	'a page': list(`${full(' ')}<html>`),
};

/** Runs a node on the megabyte. */
export async function runOn(
	kit: Kit,
	{ type, parameters, json, fileName, mimeType, answer }: Input,
) {
	kit.sonar.answerAsUsual();
	if (answer !== undefined) {
		const given = status(200, answer);
		answerWith(kit.sonar, '/api/graphql', given, given, given, given);
	}
	const item: INodeExecutionData =
		fileName === undefined ? { json: {} } : await kit.item({ data: textFile('a') });
	if (item.binary) Object.assign(item.binary.data!, { fileName }, mimeType && { mimeType });
	return await kit.run({ type, parameters, input: [{ ...item, json: json ?? {} }] });
}
