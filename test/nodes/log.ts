import { PollContext } from 'n8n-core';
import type { Logger } from 'n8n-workflow';

/** Records n8n's log until the end of the test. */
export function watchLog(): { info: string[]; warn: string[] } {
	const lines = { info: [] as string[], warn: [] as string[] };
	const logger = {
		info: (line: string) => void lines.info.push(line),
		warn: (line: string) => void lines.warn.push(line),
	} as Logger;
	// All of n8n's contexts inherit their logger from one class.
	const context = Object.getPrototypeOf(PollContext.prototype) as { logger: Logger };
	jest.spyOn(context, 'logger', 'get').mockReturnValue(logger);
	return lines;
}
