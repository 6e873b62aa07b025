import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

const DESCRIPTIONS = new Set(['description', 'properties']);

/**
 * Descriptions for the editor are data: n8n's lint checks them, and a mutation of them would need every
 * test.
 */
export const strykerPlugins = [
	declareValuePlugin(PluginKind.Ignore, 'descriptions', {
		shouldIgnore(path) {
			const { node } = path;
			const isDescription = path.isClassProperty() && DESCRIPTIONS.has(node.key.name);
			return isDescription ? 'It is a description.' : undefined;
		},
	}),
];
