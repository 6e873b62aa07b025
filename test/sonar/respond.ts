import { ServerResponse, type IncomingMessage } from 'node:http';

type Headers = Record<string, string | number>;

export function sendJson(
	response: ServerResponse,
	status: number,
	body: object,
	headers: Headers = {},
): void {
	send(response, status, 'application/json', JSON.stringify(body), headers);
}

/** Pages as nginx and Laravel make them: what a client sees that took a wrong turn. */
export function sendPage(
	response: ServerResponse,
	status: number,
	title: string,
	headers: Headers = {},
): void {
	const html = `<!DOCTYPE html>\n<html>\n<head><title>${title}</title></head>\n<body><h1>${title}</h1></body>\n</html>\n`;
	send(response, status, 'text/html; charset=UTF-8', html, headers);
}

export function wantsJson(request: IncomingMessage): boolean {
	return (request.headers.accept ?? '').includes('application/json');
}

function send(
	response: ServerResponse,
	status: number,
	type: string,
	body: string,
	headers: Headers,
): void {
	response.writeHead(status, {
		'Content-Type': type,
		'Content-Length': Buffer.byteLength(body),
		...headers,
	});
	response.end(body);
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
