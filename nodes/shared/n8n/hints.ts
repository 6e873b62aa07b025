import type {
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
	NodeExecutionHint,
} from 'n8n-workflow';

import { cutMessage } from './nodeErrors';

/** Any context of n8n in which a node asks Sonar. */
export type SonarContext =
	IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | IPollFunctions;

/** Shows a hint in the node's output panel, if the context has hints: not every n8n or call does. */
export function addHint(
	context: SonarContext,
	message: string,
	type: NodeExecutionHint['type'] = 'info',
): void {
	if (!('addExecutionHints' in context)) return;
	context.addExecutionHints({ message: cutMessage(message), type, location: 'outputPane' });
}
