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

/**
 * Shows a hint in the node's output panel, as HTML, if the context has hints: not every n8n or call does.
 */
export function addHint(
	context: SonarContext,
	message: string,
	type: NodeExecutionHint['type'] = 'info',
): void {
	if (!('addExecutionHints' in context)) return;
	context.addExecutionHints({
		message: cutMessage(message).replace(/</g, '&lt;'),
		type,
		location: 'outputPane',
	});
}

/** A sentence on the outputs to which it applies, with their number. None if it applies to none. */
export function remarkOn<T>(
	outputs: readonly T[],
	applies: (output: T) => boolean,
	say: (forItems: string) => string,
): string[] {
	const { length } = outputs.filter(applies);
	if (length === 0) return [];
	return [say(outputs.length > 1 ? ` for ${length} of ${outputs.length} items` : '')];
}

interface FoundList {
	/** Whether the limit leaves something out. */
	isLimited: boolean;
	/** Whether Sonar gave fewer than it counts. */
	isIncomplete: boolean;
}

/**
 * @param what names the listed, for example "files"
 * @param isLimitTold whether n8n itself says that the limit was reached
 */
export function remarkOnLists(
	lists: readonly FoundList[],
	what: string,
	isLimitTold: boolean,
): string[] {
	return [
		...remarkOn(
			lists,
			({ isLimited }) => isLimited && !isLimitTold,
			(forItems) =>
				`More ${what} match than Limit allows${forItems}. Raise Limit or turn on Return All.`,
		),
		...remarkOn(
			lists,
			({ isIncomplete }) => isIncomplete,
			(forItems) => `Sonar gave fewer ${what} than it counts${forItems}. Some may be missing.`,
		),
	];
}
