// Follows packages/cli/src/deduplication/deduplication-helper.ts of n8n.

import { DataDeduplicationService } from 'n8n-core';
import type {
	DeduplicationItemTypes,
	DeduplicationScope,
	ICheckProcessedContextData,
	ICheckProcessedOptions,
	IDataDeduplicator,
	IDeduplicationOutput,
} from 'n8n-workflow';

/** What nodes have recorded, oldest first, by their context; n8n keeps it in its database. */
const recorded = new Map<string, DeduplicationItemTypes[]>();

/** Gives nodes a memory, which starts empty with each engine. */
export async function forgetDuplicates(): Promise<void> {
	recorded.clear();
	// n8n takes one for each process. The mutation tests load this module many times in one.
	Object.assign(DataDeduplicationService, { instance: undefined });
	await DataDeduplicationService.init(deduplicator);
}

function contextOf(scope: DeduplicationScope, { workflow, node }: ICheckProcessedContextData) {
	return `${workflow.id} ${scope === 'node' ? node?.id : ''}`;
}

function recordedIn(scope: DeduplicationScope, contextData: ICheckProcessedContextData) {
	return recorded.get(contextOf(scope, contextData)) ?? [];
}

function checkMode({ mode }: ICheckProcessedOptions): void {
	if (mode !== 'entries') throw new Error('This engine has only the mode "entries".');
}

/** Of n8n's modes only "entries", by value. */
const deduplicator: IDataDeduplicator = {
	async checkProcessedAndRecord(items, scope, contextData, options): Promise<IDeduplicationOutput> {
		checkMode(options);
		const before = recordedIn(scope, contextData);
		const fresh = items.filter((item) => !before.includes(item));
		const { maxEntries } = options;
		const all = [...before, ...fresh];
		recorded.set(contextOf(scope, contextData), maxEntries ? all.slice(-maxEntries) : all);
		return await Promise.resolve({
			new: fresh,
			processed: items.filter((item) => before.includes(item)),
		});
	},
	async removeProcessed(items, scope, contextData, options) {
		checkMode(options);
		const rest = recordedIn(scope, contextData).filter((item) => !items.includes(item));
		await Promise.resolve(recorded.set(contextOf(scope, contextData), rest));
	},
	async clearAllProcessedItems(scope, contextData) {
		await Promise.resolve(recorded.delete(contextOf(scope, contextData)));
	},
	async getProcessedDataCount(scope, contextData) {
		return await Promise.resolve(recordedIn(scope, contextData).length);
	},
};
