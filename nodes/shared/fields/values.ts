import { tryToParseDateTime } from 'n8n-workflow';

import { ParameterError } from '../n8n/nodeErrors';
import { isEmpty, wrongValue, type Field, type Property } from './Field';

/** Kinds of values that fields have. A builder gets the property as the editor shows it. */

type Own<K extends Property['type']> = Property & { type: K };

/** A text; a number counts as one. Nothing if it is empty. */
export function buildText(property: Own<'string'>): Field<string | undefined> {
	return {
		property,
		parse(value) {
			if (isEmpty(value)) return undefined;
			if (typeof value !== 'string' && typeof value !== 'number') {
				throw wrongValue(property.displayName, value, 'a text');
			}
			return String(value).trim() || undefined;
		},
	};
}

/** Yes or no, also as the text "true" or "false"; `whenEmpty` if it is neither. */
export function buildYesNo<D extends boolean | undefined>(
	property: Own<'boolean'>,
	whenEmpty: D,
): Field<boolean | D> {
	return {
		property,
		parse(value) {
			if (isEmpty(value)) return whenEmpty;
			const text = typeof value === 'string' ? value.trim().toLowerCase() : value;
			if (text === true || text === 'true') return true;
			if (text === false || text === 'false') return false;
			throw wrongValue(property.displayName, value, 'true or false');
		},
	};
}

interface Bounds {
	min: number;
	/** None by default. */
	max?: number;
	isWhole: boolean;
}

type NumberProperty = Omit<Own<'number'>, 'typeOptions' | 'default'> & { default: number };

/** A number within bounds; the default if it is empty. */
export function buildNumber(
	property: NumberProperty,
	{ min, max = Infinity, isWhole }: Bounds,
): Field<number> {
	const kind = isWhole ? 'a whole number' : 'a number';
	const range = max === Infinity ? `of at least ${min}` : `from ${min} to ${max}`;
	const maxValue = max === Infinity ? undefined : max;
	return {
		property: { ...property, typeOptions: { minValue: min, maxValue } },
		parse(value) {
			if (isEmpty(value)) return property.default;
			const isNumeric = typeof value === 'number' || (typeof value === 'string' && value.trim());
			const number = isNumeric ? Number(value) : NaN;
			const isInBounds = number >= min && number <= max;
			if (isInBounds && (!isWhole || Number.isSafeInteger(number))) return number;
			throw wrongValue(property.displayName, value, `${kind} ${range}`);
		},
	};
}

/** A whole number within bounds; the default if it is empty. */
export function buildWholeNumber(
	property: NumberProperty,
	bounds: Omit<Bounds, 'isWhole'>,
): Field<number> {
	return buildNumber(property, { ...bounds, isWhole: true });
}

/** One of a list, in any case of letters; the default if it is empty. */
export function buildChoice<const V extends string>(
	property: Omit<Own<'options'>, 'options' | 'default'> & {
		default: NoInfer<V>;
		options: Array<{ name: string; value: V; description?: string }>;
	},
): Field<V> {
	const values = property.options.map(({ value }) => value);
	return {
		property,
		parse(value) {
			if (isEmpty(value)) return property.default;
			const text = typeof value === 'string' ? value.trim().toLowerCase() : undefined;
			const found = values.find((one) => one.toLowerCase() === text);
			if (found !== undefined) return found;
			throw wrongValue(property.displayName, value, `one of ${values.join(', ')}`);
		},
	};
}

/** A choice with more values, which only an expression can give. */
export function acceptAlso<V, const O extends string>(
	choice: Field<V>,
	others: readonly O[],
): Field<V | O> {
	return {
		property: choice.property,
		parse: (value, source) =>
			others.find((other) => other === value) ?? choice.parse(value, source),
	};
}

/** ISO 8601 or SQL; n8n would read others, such as 1/31/2026, in the time zone of the machine. */
const MOMENT =
	/^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?\s*(Z|[+-]\d{2}(:?\d{2})?)?)?$/;

/**
 * A moment as Sonar's Datetime, with an offset. If the value has no offset, it is read in the
 * workflow's time zone. Nothing if it is empty.
 */
export function buildMoment(property: Own<'dateTime'>): Field<string | undefined> {
	return {
		property,
		parse(value, { timezone }) {
			if (isEmpty(value)) return undefined;
			const text = formatMoment(value, timezone);
			if (text) return text;
			const { message } = wrongValue(property.displayName, value, 'a date');
			throw new ParameterError(message, 'Give a date and time such as 2026-01-31T09:00:00.');
		},
	};
}

/** A calendar day, as Luxon writes it. */
const DAY = 'yyyy-MM-dd';

/** A calendar day of the workflow's time zone, as YYYY-MM-DD. Nothing if it is empty. */
export function buildDay(property: Own<'dateTime'>): Field<string | undefined> {
	return {
		property,
		parse(value, { timezone }) {
			if (isEmpty(value)) return undefined;
			const day = formatDay(value, timezone);
			if (day) return day;
			const { message } = wrongValue(property.displayName, value, 'a date');
			throw new ParameterError(message, 'Give a date such as 2026-01-31.');
		},
	};
}

/** The calendar day of a moment, or a day that is given without a time. Nothing if it is neither. */
export function formatDay(value: unknown, timezone: string): string | undefined {
	return toMoment(value, timezone)?.setZone(timezone).toFormat(DAY);
}

function formatMoment(value: unknown, timezone: string): string | undefined {
	return toMoment(value, timezone)?.toFormat("yyyy-MM-dd'T'HH:mm:ssZZ");
}

function toMoment(value: unknown, timezone: string) {
	// A text, or an object of JavaScript or Luxon, as expressions give them.
	if (typeof value !== 'string')
		return typeof value === 'object' ? parse(value, timezone) : undefined;
	const text = value.trim();
	const moment = MOMENT.test(text) ? parse(text, timezone) : undefined;
	// n8n would take February 30 for March 2.
	return moment?.toFormat(DAY) === text.slice(0, 10) ? moment : undefined;
}

function parse(value: unknown, timezone: string) {
	try {
		return tryToParseDateTime(value, timezone);
	} catch {
		return undefined;
	}
}
