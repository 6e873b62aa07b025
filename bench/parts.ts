import { bundling } from './bundling';
import { counts } from './counts';
import { emailCounts, emails } from './emails';
import { growth } from './growth';
import { blocks, hostileMemory } from './hostile';
import { listCounts, lists } from './lists';
import { loading, starting } from './loading';
import { GIB, MIB, type Rows } from './measure';
import { migration, migrationRequests } from './migration';
import { downloadMemory, downloadSpeed, manyFiles, uploadMemory, uploadSpeed } from './transfers';

export interface Part {
	/** Only our side, and small, so that `.ci/run` can check it on any machine. */
	quick?: () => Rows;
	full: () => Rows;
}

const SMALL = [64 * MIB, 256 * MIB];
const LARGE = [64 * MIB, GIB, 4 * GIB];

/** By the names that `--only` takes, in the order of the table. */
export const parts: Record<string, Part> = {
	migration: { quick: migrationRequests, full: migration },
	requests: { quick: () => counts(false), full: () => counts(true) },
	lists: { quick: listCounts, full: lists },
	emails: { quick: emailCounts, full: emails },
	uploads: {
		quick: () => all(uploadMemory(SMALL), manyFiles(10 * MIB)),
		full: () => all(uploadMemory(LARGE, GIB), manyFiles(100 * MIB), uploadSpeed()),
	},
	downloads: {
		quick: () => downloadMemory(SMALL),
		full: () => all(downloadMemory(LARGE, GIB), downloadSpeed()),
	},
	hostile: { quick: hostileMemory, full: hostileMemory },
	blocks: { quick: blocks, full: blocks },
	bundles: { full: bundling },
	growth: { full: growth },
	loading: { quick: loading, full: () => all(loading(), starting()) },
};

async function* all(...groups: Rows[]): Rows {
	for (const rows of groups) yield* rows;
}
