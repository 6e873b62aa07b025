import { tryToParseDateTime } from 'n8n-workflow';

import { toListed } from '../n8n/lists';
import { ParameterError } from '../n8n/nodeErrors';
import { isEmpty, wrongValue, type Field, type Property } from './Field';

// Builders of fields, one for each kind of value.

type Own<K extends Property['type']> = Property & { type: K };

/** Text or a number; undefined if empty. */
export function buildText(property: Own<'string'>): Field<string | undefined> {
	return {
		property,
		parse(value) {
			if (isEmpty(value)) return undefined;
			if (typeof value !== 'string' && typeof value !== 'number') {
				throw wrongValue(property.displayName, value, 'text');
			}
			return String(value).trim() || undefined;
		},
	};
}

/** A boolean, or the text "true" or "false"; `whenEmpty` if empty. */
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

/** A number within bounds; the default if empty. */
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

/** A whole number within bounds; the default if empty. */
export function buildWholeNumber(
	property: NumberProperty,
	bounds: Omit<Bounds, 'isWhole'>,
): Field<number> {
	return buildNumber(property, { ...bounds, isWhole: true });
}

/** One of a list, in any letter case; the default if empty. */
export function buildChoice<const V extends string>(
	property: Omit<Own<'options'>, 'options' | 'default'> & {
		default: NoInfer<V>;
		options: ReadonlyArray<{ name: string; value: V; description?: string }>;
	},
): Field<V> {
	const values = property.options.map(({ value }) => value);
	return {
		property: { ...property, options: [...property.options] },
		parse(value) {
			if (isEmpty(value)) return property.default;
			const text = typeof value === 'string' ? value.trim().toLowerCase() : undefined;
			const found = values.find((one) => one.toLowerCase() === text);
			if (found !== undefined) return found;
			throw wrongValue(property.displayName, value, `one of ${values.join(', ')}`);
		},
	};
}

/** Several of a list, each in any letter case: a list, or text with commas. Empty for none. */
export function buildChoices<const V extends string>(
	property: Omit<Own<'multiOptions'>, 'options' | 'default'> & {
		options: ReadonlyArray<{ name: string; value: V; description?: string }>;
	},
): Field<V[]> {
	const { displayName, options } = property;
	const values = options.map(({ value }) => value);
	return {
		property: { ...property, options: [...options], default: [] },
		parse(value) {
			const given = isEmpty(value) || (Array.isArray(value) && value.length === 0) ? [] : [value];
			const chosen = given
				.flatMap((one) => toListed(one, displayName))
				.map((part) => {
					const text = typeof part === 'string' ? part.trim().toLowerCase() : undefined;
					const found = values.find((one) => one.toLowerCase() === text);
					if (found !== undefined) return found;
					throw wrongValue(displayName, part, `of ${values.join(', ')}`);
				});
			return [...new Set(chosen)];
		},
	};
}

/** A choice with more values, for expressions only. */
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

/** ISO 8601 or SQL. n8n would read others, such as 1/31/2026, in the machine's time zone. */
const MOMENT =
	/^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?\s*(Z|[+-]\d{2}(:?\d{2})?)?)?$/;

/**
 * A moment as Sonar's Datetime, with an offset: the workflow's own if the value has none. Undefined if
 * empty.
 */
export function buildMoment(property: Own<'dateTime'>): Field<string | undefined> {
	return {
		property,
		parse(value, { timezone }) {
			if (isEmpty(value)) return undefined;
			const text = formatMoment(value, timezone);
			if (text) return text;
			const { message } = wrongValue(property.displayName, value, 'a date');
			throw new ParameterError(message, 'Enter a date and time such as 2026-01-31T09:00:00.');
		},
	};
}

/** Luxon's format of a calendar day. */
const DAY = 'yyyy-MM-dd';

/** A calendar day in the workflow's time zone, as YYYY-MM-DD; undefined if empty. */
export function buildDay(property: Own<'dateTime'>): Field<string | undefined> {
	return {
		property,
		parse(value, { timezone }) {
			if (isEmpty(value)) return undefined;
			const day = formatDay(value, timezone);
			if (day) return day;
			const { message } = wrongValue(property.displayName, value, 'a date');
			throw new ParameterError(message, 'Enter a date such as 2026-01-31.');
		},
	};
}

/** The calendar day of a moment or date, or undefined if the value is neither. */
export function formatDay(value: unknown, timezone: string): string | undefined {
	return toMoment(value, timezone)?.setZone(timezone).toFormat(DAY);
}

function formatMoment(value: unknown, timezone: string): string | undefined {
	return toMoment(value, timezone)?.toFormat("yyyy-MM-dd'T'HH:mm:ssZZ");
}

function toMoment(value: unknown, timezone: string) {
	// Expressions give text, or a date of JavaScript or Luxon.
	if (typeof value !== 'string')
		return typeof value === 'object' ? parse(value, timezone) : undefined;
	const text = value.trim();
	const moment = MOMENT.test(text) ? parse(text, timezone) : undefined;
	// n8n would turn February 30 into March 2.
	return moment?.toFormat(DAY) === text.slice(0, 10) ? moment : undefined;
}

function parse(value: unknown, timezone: string) {
	try {
		return tryToParseDateTime(value, timezone);
	} catch {
		return undefined;
	}
}
