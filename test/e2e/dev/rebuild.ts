import { watch } from 'node:fs';
import { join, resolve } from 'node:path';

import { run } from '../harness/processes';

const PROJECT = resolve(__dirname, '../../..');
const SOURCES = ['nodes', 'credentials'];
/** Editors write a file in several steps. */
const MILLISECONDS_TO_SETTLE = 300;

/** Builds when a source changes, one build at a time, and calls `onBuilt` after each that works. */
export function rebuildOnChange(onBuilt: () => Promise<void>): void {
	let timer: NodeJS.Timeout | undefined;
	let building = Promise.resolve();
	const build = async () => {
		console.log('Building …');
		try {
			await run('node', ['scripts/prepare.mjs'], { cwd: PROJECT });
			await onBuilt();
			console.log('Built; n8n takes it over.');
		} catch (error) {
			console.error(error instanceof Error ? error.message : error);
		}
	};
	for (const folder of SOURCES) {
		watch(join(PROJECT, folder), { recursive: true }, () => {
			clearTimeout(timer);
			timer = setTimeout(() => void (building = building.then(build)), MILLISECONDS_TO_SETTLE);
		});
	}
}
