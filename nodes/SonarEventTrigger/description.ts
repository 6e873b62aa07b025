import { defineFields, isEmpty, wrongValue, type Field } from '../shared/fields/Field';
import { toListed } from '../shared/n8n/lists';
import { ParameterError } from '../shared/n8n/ParameterError';

const LABEL = 'Event Names or IDs';

/** Events of the instance as texts, for example "File.CREATED". */
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
