// Follows packages/cli/src/commands/base-command.ts of n8n.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Container } from '@n8n/di';
import { BinaryDataConfig, BinaryDataService } from 'n8n-core';

import type { BinaryMode, EngineOptions } from './types';

/** The folder and the binary data of one engine. */
export interface Environment {
	binaryFolder: string;
	/** n8n knows one store for binary data in a process; this makes it the engine's own. */
	activate: () => Promise<void>;
	close: () => Promise<void>;
}

let active: Environment | undefined;

export async function createEnvironment(options: EngineOptions): Promise<Environment> {
	const { userFolder = await mkdtemp(join(tmpdir(), 'n8n-')), binaryMode = 'filesystem' } = options;
	setVariables(userFolder);
	const binaryFolder = join(userFolder, '.n8n', 'storage');
	const environment: Environment = {
		binaryFolder,
		async activate() {
			if (active === environment) return;
			await useStore(binaryMode, binaryFolder);
			active = environment;
		},
		async close() {
			if (active === environment) active = undefined;
			if (!options.userFolder) await rm(userFolder, { recursive: true, force: true });
		},
	};
	await environment.activate();
	return environment;
}

/** n8n reads its variables when a service is first asked for, so this must come before. */
function setVariables(userFolder: string): void {
	process.env.N8N_USER_FOLDER = userFolder;
	process.env.N8N_ENCRYPTION_KEY = 'of no secret, in tests and in the demo';
	process.env.N8N_LOG_LEVEL ??= 'silent';
	process.env.N8N_DIAGNOSTICS_ENABLED = 'false';
}

async function useStore(mode: BinaryMode, folder: string): Promise<void> {
	const config = Container.get(BinaryDataConfig);
	config.mode = mode;
	config.localStoragePath = folder;
	await Container.get(BinaryDataService).init();
}
