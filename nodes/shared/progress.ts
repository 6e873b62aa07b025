import type { IExecuteFunctions } from 'n8n-workflow';

/** Tells in n8n's log how far a node has come; a log of thousands of lines tells less. */
export function progressOf(context: IExecuteFunctions): (done: number, total: number) => void {
	let tenths = 0;
	return (done, total) => {
		const reached = Math.floor((done * 10) / total);
		if (reached === tenths) return;
		tenths = reached;
		context.logger.info(`${context.getNode().name}: ${done} of ${total} done`);
	};
}
