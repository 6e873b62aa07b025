import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';

const SECONDS_BETWEEN_SIGNS = 20;

/** Shows that Stryker lives until its progress can: it instruments all files, and runs all tests once. */
class TellFirstRun {
	constructor() {
		const started = Date.now();
		this.sign = setInterval(() => {
			const seconds = Math.round((Date.now() - started) / 1000);
			console.log(`Before the first mutant, all tests run once: ${seconds} s so far …`);
		}, SECONDS_BETWEEN_SIGNS * 1000).unref();
	}

	onDryRunCompleted() {
		clearInterval(this.sign);
	}
}

export const strykerPlugins = [
	declareClassPlugin(PluginKind.Reporter, 'tell-first-run', TellFirstRun),
];
