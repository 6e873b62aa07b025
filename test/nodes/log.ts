import { PollContext } from 'n8n-core';
import type { Logger } from 'n8n-workflow';

/** Replaces n8n's log until the end of a test, and gives its lines. */
export function watchLog(): { info: string[]; warn: string[] } {
	const lines = { info: [] as string[], warn: [] as string[] };
	const logger = {
		info: (line: string) => void lines.info.push(line),
		warn: (line: string) => void lines.warn.push(line),
	} as Logger;
	// All contexts of n8n extend one class and have their logger from it.
	const context = Object.getPrototypeOf(PollContext.prototype) as { logger: Logger };
	jest.spyOn(context, 'logger', 'get').mockReturnValue(logger);
	return lines;
}
