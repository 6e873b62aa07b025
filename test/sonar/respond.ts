import { randomUUID } from 'node:crypto';
import { ServerResponse, type IncomingMessage } from 'node:http';

type Headers = Record<string, string | number>;

/** An answer without a file. */
export interface HttpAnswer {
	status: number;
	type: string;
	/** An object is sent as JSON. */
	body: object | string;
	headers?: Headers;
}

export function json(status: number, body: object, headers?: Headers): HttpAnswer {
	return { status, type: 'application/json', body, headers };
}

/** Error pages as nginx and Laravel make them. */
export function page(status: number, title: string, headers?: Headers): HttpAnswer {
	const body = `<!DOCTYPE html>\n<html>\n<head><title>${title}</title></head>\n<body><h1>${title}</h1></body>\n</html>\n`;
	return { status, type: 'text/html; charset=UTF-8', body, headers };
}

/** A number for JSON of any size, which JavaScript would round. */
export class ExactNumber {
	constructor(readonly digits: string) {}
}

export function textOfJson(body: object): string {
	const mark = randomUUID();
	return JSON.stringify(body, (_, value: unknown) =>
		value instanceof ExactNumber ? `${mark}${value.digits}` : value,
	).replace(new RegExp(`"${mark}(-?\\d+)"`, 'g'), '$1');
}

export function wantsJson(request: IncomingMessage): boolean {
	return (request.headers.accept ?? '').includes('application/json');
}

export function send(response: ServerResponse, { status, type, body, headers }: HttpAnswer): void {
	const text = typeof body === 'string' ? body : textOfJson(body);
	const length = headers?.['Transfer-Encoding']
		? {}
		: { 'Content-Length': Buffer.byteLength(text) };
	response.writeHead(status, { 'Content-Type': type, ...length, ...headers });
	response.end(text);
}

/** The text of an answer that is not sent. */
export async function textOf(
	request: IncomingMessage,
	answer: (response: ServerResponse) => Promise<void>,
): Promise<string> {
	const kept = new ServerResponse(request);
	let text = '';
	kept.end = (body: unknown) => {
		text = String(body);
		return kept;
	};
	await answer(kept);
	return text;
}
