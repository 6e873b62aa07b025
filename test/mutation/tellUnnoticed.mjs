import { relative } from 'node:path';

import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';

const NOTICED = new Set(['Killed', 'Ignored']);

/** Prints a mutant that no test noticed, or only by hanging, at once; Stryker itself prints it at the end. */
class TellUnnoticed {
	onMutantTested({ status, fileName, location, mutatorName, replacement, coveredBy = [] }) {
		if (NOTICED.has(status)) return;
		const { line, column } = location.start;
		const place = `${relative('', fileName)}:${line}:${column}`;
		const change = `${mutatorName} ${replacement.replace(/\s+/g, ' ').slice(0, 80)}`;
		console.log(`${status} ${place} ${change} (reached by ${coveredBy.length} tests)`);
	}
}

export const strykerPlugins = [
	declareClassPlugin(PluginKind.Reporter, 'tell-unnoticed', TellUnnoticed),
];
