import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

import { Kind, parse } from 'graphql';

import type { Answer, RawAnswer, Sonar } from './types';

// Answers that a healthy Sonar never gives. Tests make their faults of them.

/** Answers the next requests below the path, each with the next of the answers. */
export function answerWith(sonar: Sonar, path: string, ...answers: Answer[]): void {
	for (const answer of answers) {
		sonar.answerNext((request) => request.path.startsWith(path), answer);
	}
}

export function status(code: number, body = '', headers: Record<string, string> = {}): RawAnswer {
	return (request, response) => {
		request.resume();
		response.writeHead(code, headers).end(body);
	};
}

export function json(body: unknown): RawAnswer {
	return status(200, JSON.stringify(body));
}

/** Answers the fields of a query with these values, in their order, under the names that it uses. */
export function data(...values: unknown[]): RawAnswer {
	return answerTo((names) => ({
		data: Object.fromEntries(values.map((value, index) => [String(names[index]), value])),
	}));
}

/** Answers by a function of the names under which a query wants its fields. */
export function answerTo(make: (names: string[]) => unknown): RawAnswer {
	return async (request, response, carryOut) => {
		const { query } = JSON.parse(await text(request)) as { query: string };
		await json(make(fieldNames(query)))(request, response, carryOut);
	};
}

function fieldNames(query: string): string[] {
	return parse(query)
		.definitions.flatMap((part) =>
			part.kind === Kind.OPERATION_DEFINITION ? part.selectionSet.selections : [],
		)
		.flatMap((field) => (field.kind === Kind.FIELD ? (field.alias ?? field.name).value : []));
}

/** Breaks the connection before anything is read. */
export const reset: RawAnswer = (request) => void request.socket.destroy();

/** Breaks the connection once the whole request has arrived. */
export const resetAfterBody: RawAnswer = async (request) => {
	await once(request.resume(), 'end');
	request.socket.destroy();
};

/** Breaks the connection after the first bytes of the body. */
export const resetInBody: RawAnswer = async (request) => {
	await once(request, 'data');
	request.socket.destroy();
};

export const silence: RawAnswer = (request) => void request.resume();

/** Lets Sonar carry out the request, and replaces its answer. */
export function afterwards(answer: (text: string) => RawAnswer): RawAnswer {
	return async (request, response, carryOut) => {
		const text = await carryOut();
		await answer(text)(request, response, carryOut);
	};
}

/** Sonar's own JSON, changed. */
export function reshaped(change: (body: never) => unknown): RawAnswer {
	return afterwards((text) => json(change(JSON.parse(text) as never)));
}

/** Sonar's refusal of the only field of a query. */
export function refusal(message: string): RawAnswer {
	return json({ data: { f0: null }, errors: [{ message, path: ['f0'] }] });
}

/** Sonar's own JSON, but the field of this index is refused. */
export function refusalOf(index: number, message: string): RawAnswer {
	return reshaped(({ data: fields }: { data: object }) => ({
		data: { ...fields, [`f${index}`]: null },
		errors: [{ message, path: [`f${index}`] }],
	}));
}

/** Bad or unusual ways in which the bytes of an answer arrive. */
export const deliveries: Record<string, (body: Buffer) => RawAnswer> = {
	'a body that stalls': (body) => (_request, response) => {
		response.writeHead(200, { 'content-length': body.length }).write(half(body));
	},
	'a body that breaks off': (body) => async (_request, response) => {
		response.writeHead(200, { 'content-length': body.length });
		await new Promise((resolve) => response.write(half(body), () => setImmediate(resolve)));
		response.destroy();
	},
	'a body without a length that just ends': (body) => (_request, response) => {
		response.useChunkedEncodingByDefault = false;
		response.writeHead(200, { connection: 'close' }).end(half(body));
	},
	'a body without a length': (body) => (_request, response) => {
		response.useChunkedEncodingByDefault = false;
		response.writeHead(200, { connection: 'close' }).end(body);
	},
	'a body in gzip': (body) => encoded('gzip', gzipSync(body)),
	'a body in deflate': (body) => encoded('deflate', deflateSync(body)),
	'a body in Brotli': (body) => encoded('br', brotliCompressSync(body)),
	'a body in gzip that is cut': (body) => encoded('gzip', half(gzipSync(body))),
};

function half(body: Buffer): Buffer {
	return body.subarray(0, Math.ceil(body.length / 2));
}

function encoded(encoding: string, body: Buffer): RawAnswer {
	return (_request, response) =>
		void response.writeHead(200, { 'content-encoding': encoding }).end(body);
}
