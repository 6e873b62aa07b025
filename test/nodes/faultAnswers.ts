import { once } from 'node:events';

import type { INodeExecutionData } from 'n8n-workflow';

import type { RawAnswer, Sonar } from '../sonar';

/** Answers that a healthy Sonar never gives, and what tests of them share. */

export function answerWith(sonar: Sonar, path: string, ...answers: RawAnswer[]): void {
	for (const answer of answers) {
		sonar.answerNext(
			(request) => request.path.startsWith(path),
			(request, response) => {
				request.resume();
				answer(request, response);
			},
		);
	}
}

export function status(code: number, body = '', headers: Record<string, string> = {}): RawAnswer {
	return (_request, response) => void response.writeHead(code, headers).end(body);
}

export function json(body: unknown): RawAnswer {
	return status(200, JSON.stringify(body));
}

/** Breaks the connection before anything is read. */
export const reset: RawAnswer = (request) => void request.socket.destroy();

/** Breaks the connection once all has arrived. */
export const resetAfterBody: RawAnswer = (request) =>
	void once(request, 'end').then(() => request.socket.destroy());

export function errorsOf(items: INodeExecutionData[]): unknown[] {
	return items.map(({ json: { error } }) => error);
}
