import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

const DESCRIPTIONS = new Set(['description', 'properties']);

/** What the editor shows is data: n8n's lint checks it, and a mutation of it would need every test. */
export const strykerPlugins = [
	declareValuePlugin(PluginKind.Ignore, 'descriptions', {
		shouldIgnore(path) {
			const { node } = path;
			const isDescription = path.isClassProperty() && DESCRIPTIONS.has(node.key.name);
			return isDescription ? 'It is a description.' : undefined;
		},
	}),
];
