import type { IExecuteFunctions } from 'n8n-workflow';

import { clock } from '../sonar/http/clock';
import { addHint } from './hints';

/** In milliseconds. After a longer run a user wonders about the time. */
const LONG_RUN = 60_000;

/**
 * Tells how far a run of several requests has come: in n8n's log at every tenth, since a log of
 * thousands of lines tells less. A long run also gets a hint at its end.
 */
export function buildProgress(context: IExecuteFunctions): (done: number, total: number) => void {
	const start = clock.now();
	let tenths = 0;
	return (done, total) => {
		const time = clock.now() - start;
		if (done === total && time >= LONG_RUN)
			addHint(context, `It took ${inMinutes(time)} to work through all ${total}.`);
		const reached = Math.floor((done * 10) / total);
		if (reached === tenths) return;
		tenths = reached;
		context.logger.info(`${context.getNode().name}: ${done} of ${total} done`);
	};
}

function inMinutes(milliseconds: number): string {
	const seconds = Math.round(milliseconds / 1000);
	return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
