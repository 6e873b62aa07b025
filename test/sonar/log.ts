import type { IncomingMessage, ServerResponse } from 'node:http';

import type { LoggedRequest } from './types';

/** The requests in order of arrival. */
export class RequestLog {
	readonly entries: LoggedRequest[] = [];

	constructor(private readonly onRequest?: (request: LoggedRequest) => void) {}

	add(request: IncomingMessage, response: ServerResponse, path: string): LoggedRequest {
		const { authorization, ...headers } = request.headers;
		const entry: LoggedRequest = {
			method: request.method ?? '',
			path,
			status: 0,
			authorization: authorization !== undefined,
			headers,
		};
		const length = request.headers['content-length'];
		if (length !== undefined) entry.bytes = Number(length);
		this.entries.push(entry);
		const noteStatus = () => {
			if (response.headersSent) entry.status = response.statusCode;
		};
		// "prefinish" comes before a client in this process can see the answer, "close" also without one.
		response.once('prefinish', noteStatus);
		response.once('close', () => {
			noteStatus();
			this.onRequest?.(entry);
		});
		return entry;
	}

	clear(): void {
		this.entries.length = 0;
	}
}
