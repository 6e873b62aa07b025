import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const leftovers = new Set<() => void>();

/**
 * Runs `remove` when the program ends, however it ends, unless it was called before.
 * It must be synchronous. Returns a function that calls it now.
 */
export function beforeExit(remove: () => void): () => void {
	const once = () => {
		if (leftovers.delete(once)) remove();
	};
	leftovers.add(once);
	return once;
}

process.on('exit', () => {
	// The newest first: processes before the folders that they use.
	for (const remove of [...leftovers].reverse()) {
		try {
			remove();
		} catch (error) {
			console.error(error);
		}
	}
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
	process.on(signal, () => process.exit(1));

export interface TemporaryFolder {
	path: string;
	remove: () => void;
}

/** A new folder outside the project, removed at the latest when the program ends. */
export function temporaryFolder(name: string): TemporaryFolder {
	const path = mkdtempSync(join(tmpdir(), `sonar-e2e-${name}-`));
	const remove = beforeExit(() => rmSync(path, { recursive: true, force: true, maxRetries: 5 }));
	return { path, remove };
}
