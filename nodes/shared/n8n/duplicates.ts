import type { ICheckProcessedOptions, IExecuteFunctions } from 'n8n-workflow';

import { messageOf } from '../sonar/guards';
import { addHint } from './hints';

// What a node has done in earlier executions, in n8n's own store: a row in its database for each node.

/** As many as n8n's Remove Duplicates keeps. Beyond that, n8n forgets the oldest. */
const MOST_ENTRIES = 10_000;

const ENTRIES: ICheckProcessedOptions = { mode: 'entries' };

/** Tests in the editor neither ask nor remember. */
function isTest(context: IExecuteFunctions): boolean {
	return context.getMode() === 'manual';
}

/**
 * The keys that `rememberDone` was given before. If the store cannot be asked, none: doing something
 * twice does less harm than never.
 */
export async function findDone(
	context: IExecuteFunctions,
	keys: readonly string[],
): Promise<ReadonlySet<string>> {
	if (isTest(context) || keys.length === 0) return new Set();
	const { helpers } = context;
	try {
		// n8n offers no question that does not also record. What is not done yet must not stay recorded.
		const found = await helpers.checkProcessedAndRecord([...new Set(keys)], 'node', ENTRIES);
		if (found.new.length > 0) await helpers.removeProcessed(found.new, 'node', ENTRIES);
		return new Set(found.processed.map(String));
	} catch (error) {
		warn(context, error);
		return new Set();
	}
}

export async function rememberDone(
	context: IExecuteFunctions,
	keys: readonly string[],
): Promise<void> {
	if (isTest(context) || keys.length === 0) return;
	const options = { ...ENTRIES, maxEntries: MOST_ENTRIES };
	try {
		await context.helpers.checkProcessedAndRecord([...new Set(keys)], 'node', options);
	} catch (error) {
		warn(context, error);
	}
}

function warn(context: IExecuteFunctions, error: unknown): void {
	const message = `n8n’s deduplication store failed, so something may be done twice: ${messageOf(error)}`;
	context.logger.warn(`${context.getNode().name}: ${message}`);
	addHint(context, message, 'warning');
}
