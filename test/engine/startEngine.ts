// Assembles the parts of this folder, as packages/cli/src/commands/start.ts of n8n does.

import 'reflect-metadata';

import { resolve } from 'node:path';

import { Container } from '@n8n/di';
import { BinaryDataService, prepareBinaryData } from 'n8n-core';
import { setSafeRegexEngine } from 'n8n-workflow';

import { forgetDuplicates } from './deduplication';
import { createEnvironment } from './environment';
import { loadOptions, searchList } from './loadOptions';
import { Packages } from './packages';
import { startPoller } from './poller';
import { regexEngine } from './regexEngine';
import { runWorkflow } from './runWorkflow';
import { testCredential } from './testCredential';
import type { Engine, EngineOptions } from './types';
import { startWebhooks } from './webhooks';

const PROJECT = resolve(__dirname, '../..');

/**
 * Starts n8n's own engine in this process, with its built-in nodes and one package.
 * Engines of one process may differ in their binary mode if they work one after the other.
 */
export async function startEngine(options: EngineOptions = {}): Promise<Engine> {
	setSafeRegexEngine(regexEngine);
	const environment = await createEnvironment(options);
	try {
		await forgetDuplicates();
		const packages = await Packages.load(options.packageFolder ?? PROJECT);
		return {
			binaryFolder: environment.binaryFolder,
			async run(runOptions) {
				await environment.activate();
				return await runWorkflow(packages, runOptions, options.timezone);
			},
			async storeBinary(content, fileName, mimeType) {
				await environment.activate();
				return await prepareBinaryData(content, 'earlier', 'workflow', fileName, mimeType);
			},
			async readBinary(data) {
				await environment.activate();
				return await Container.get(BinaryDataService).getAsBuffer(data);
			},
			async loadOptions(nodeType, methodName, input = {}) {
				return await loadOptions(packages, nodeType, methodName, input);
			},
			startWebhooks: (webhooksOptions) => startWebhooks(packages, webhooksOptions),
			startPoller: (pollerOptions) => startPoller(packages, pollerOptions),
			descriptionOf(nodeType) {
				return packages.getByNameAndVersion(packages.fullName(nodeType)).description;
			},
			async searchList(nodeType, methodName, input = {}) {
				return await searchList(packages, nodeType, methodName, input);
			},
			async testCredential(credentialType, data) {
				return await testCredential(packages, credentialType, data);
			},
			close: environment.close,
		};
	} catch (error) {
		await environment.close();
		throw error;
	}
}
