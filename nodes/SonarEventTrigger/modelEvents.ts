import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { inEditor, toLabel } from '../shared/fields/editor';
import { ParameterError } from '../shared/n8n/ParameterError';
import { fetchModelEvents, toText, type ModelEvent } from '../shared/sonar/webhooks/modelEvents';

/** The events of the user's instance, for the list in the editor: "File created". */
export async function getModelEvents(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const events = await inEditor(this, fetchModelEvents);
	return events
		.map((one) => ({
			name: `${toLabel(one.model)} ${one.event.toLowerCase()}`,
			value: toText(one),
			model: toLabel(one.model),
		}))
		.sort((a, b) => a.model.localeCompare(b.model))
		.map(({ name, value }) => ({ name, value }));
}

/**
 * The events that texts name, each once and spelled as the instance does.
 *
 * @throws ParameterError for a text that names none of the instance's
 */
export function chooseEvents(
	texts: readonly string[],
	events: readonly ModelEvent[],
): ModelEvent[] {
	const byText = new Map(events.map((one) => [toText(one).toLowerCase(), one]));
	const chosen = texts.map((text) => {
		const found = byText.get(text.toLowerCase());
		if (found) return found;
		throw new ParameterError(
			`This Sonar has no event ${text.slice(0, 100)}`,
			'Choose the events from the list. It shows the events of your instance.',
		);
	});
	return [...new Set(chosen)];
}
