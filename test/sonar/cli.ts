import { parseArgs } from 'node:util';

import { characterNames, characters, fromSeed, type CharacterName } from './characters';
import { addSampleData } from './sample';
import { startSonar } from './server';
import type { LoggedRequest } from './types';

const { values } = parseArgs({
	options: {
		port: { type: 'string' },
		token: { type: 'string' },
		rate: { type: 'string' },
		latency: { type: 'string' },
		'page-limit': { type: 'string' },
		characters: { type: 'string' },
		seed: { type: 'string' },
	},
});

function number(name: 'port' | 'rate' | 'latency' | 'page-limit' | 'seed'): number | undefined {
	const value = values[name];
	if (value === undefined) return undefined;
	if (!/^\d+$/.test(value)) throw new Error(`--${name} takes a whole number, not "${value}".`);
	return Number(value);
}

/** The named characters and the characters of a seed. `--characters list` lists all of them. */
function chosen(): CharacterName[] {
	const seed = number('seed');
	const named = (values.characters?.split(',') ?? []) as CharacterName[];
	return [...named, ...(seed === undefined ? [] : fromSeed(seed))];
}

function line({ method, path, status, operation, parts, bytes }: LoggedRequest): string {
	const details = [
		operation,
		parts === undefined ? undefined : `${parts} parts`,
		bytes && `${bytes} bytes`,
	];
	return [method, path, status || 'no answer', ...details].filter(Boolean).join(' ');
}

async function main(): Promise<void> {
	if (values.characters === 'list') {
		for (const name of characterNames) console.log(`${name}: ${characters[name].description}`);
		return;
	}
	const names = chosen();
	const sonar = await startSonar({
		port: number('port'),
		characters: names,
		token: values.token,
		requestsPerMinute: number('rate'),
		latencyInMilliseconds: number('latency'),
		recordsPerPageLimit: number('page-limit'),
		onRequest: (request) => console.log(line(request)),
	});
	for (const name of names) console.log(`${name}: ${characters[name].description}`);
	await addSampleData(sonar);
	console.log(`Address: ${sonar.url}\nToken:   ${sonar.token}`);
	for (const signal of ['SIGINT', 'SIGTERM'] as const)
		process.once(signal, () => void sonar.close());
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
