import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { inEditor } from '../shared/fields/editor';
import { defineFields, isEmpty, wrongValue, type Field } from '../shared/fields/Field';
import { toListed } from '../shared/n8n/lists';
import { ParameterError } from '../shared/n8n/nodeErrors';
import { toLabel } from '../shared/sonar/entities/typeLabels';
import {
	fetchModelEvents,
	toEventName,
	type ModelEvent,
} from '../shared/sonar/webhooks/modelEvents';

const LABEL = 'Event Names or IDs';

/** Events as texts, such as "File.CREATED". */
const events: Field<string[]> = {
	property: {
		displayName: LABEL,
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getModelEvents' },
		required: true,
		default: [],
		description:
			'What starts the workflow. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	parse(value) {
		const texts = toListed(value, LABEL)
			.map((part) => (typeof part === 'string' ? part.trim() : part))
			.filter((part) => !isEmpty(part))
			.map((part) => {
				if (typeof part === 'string') return part;
				throw wrongValue(LABEL, part, 'the name of an event');
			});
		if (texts.length > 0) return texts;
		throw new ParameterError(`${LABEL} is empty`, 'Choose at least one event from the list.');
	},
};

export const fields = defineFields({ events });

/** The options of the field: the events that the user's instance offers, such as "File created". */
export async function getModelEvents(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const offered = await inEditor(this, fetchModelEvents);
	return offered
		.map((one) => ({
			name: `${toLabel(one.model)} ${one.event.toLowerCase()}`,
			value: toEventName(one),
			model: toLabel(one.model),
		}))
		.sort((a, b) => a.model.localeCompare(b.model))
		.map(({ name, value }) => ({ name, value }));
}

/**
 * Finds the events that the user chose among those of the instance, each once and spelled as there.
 *
 * @throws ParameterError if the instance lacks one of them
 */
export function chooseEvents(
	texts: readonly string[],
	offered: readonly ModelEvent[],
): ModelEvent[] {
	const byText = new Map(offered.map((one) => [toEventName(one).toLowerCase(), one]));
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
