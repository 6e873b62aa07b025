// Follows packages/cli/src/deduplication/deduplication-helper.ts of n8n.

import { DataDeduplicationService } from 'n8n-core';
import type {
	DeduplicationItemTypes,
	DeduplicationScope,
	ICheckProcessedContextData,
	IDataDeduplicator,
	IDeduplicationOutput,
} from 'n8n-workflow';

/** What Remove Duplicates has seen, by its context; n8n keeps it in its database. */
const seen = new Map<string, Set<DeduplicationItemTypes>>();

/** Gives Remove Duplicates a memory, which starts empty with each engine. */
export async function forgetDuplicates(): Promise<void> {
	seen.clear();
	// n8n takes one for each process. The mutation tests load this module many times in one.
	Object.assign(DataDeduplicationService, { instance: undefined });
	await DataDeduplicationService.init(deduplicator);
}

function contextOf(scope: DeduplicationScope, { workflow, node }: ICheckProcessedContextData) {
	return `${workflow.id} ${scope === 'node' ? node?.id : ''}`;
}

function seenIn(scope: DeduplicationScope, contextData: ICheckProcessedContextData) {
	return seen.get(contextOf(scope, contextData)) ?? new Set<DeduplicationItemTypes>();
}

/** Of n8n's modes only "entries", by value. */
const deduplicator: IDataDeduplicator = {
	async checkProcessedAndRecord(items, scope, contextData): Promise<IDeduplicationOutput> {
		const before = seenIn(scope, contextData);
		seen.set(contextOf(scope, contextData), new Set([...before, ...items]));
		return await Promise.resolve({
			new: items.filter((item) => !before.has(item)),
			processed: items.filter((item) => before.has(item)),
		});
	},
	removeProcessed: unsupported,
	async clearAllProcessedItems(scope, contextData) {
		await Promise.resolve(seen.delete(contextOf(scope, contextData)));
	},
	async getProcessedDataCount(scope, contextData) {
		return await Promise.resolve(seenIn(scope, contextData).size);
	},
};

async function unsupported(): Promise<never> {
	return await Promise.reject(new Error('This engine has only what Remove Duplicates asks for.'));
}
