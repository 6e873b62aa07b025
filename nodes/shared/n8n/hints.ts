import type { NodeExecutionHint } from 'n8n-workflow';

import type { SonarContext } from './host';
import { cutMessage } from './nodeErrors';

/** Shows a hint in the node's output panel, if this n8n and this kind of call have hints. */
export function addHint(
	context: SonarContext,
	message: string,
	type: NodeExecutionHint['type'] = 'info',
): void {
	if (!('addExecutionHints' in context)) return;
	context.addExecutionHints({ message: cutMessage(message), type, location: 'outputPane' });
}
