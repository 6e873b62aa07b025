import { ParameterError } from '../n8n/nodeErrors';
import { cleanText, isTooLong, LONGEST_TEXT, toLine } from '../sonar/text';
import { isBlank, wrongValue, type Field, type Property } from './Field';
import { buildText } from './values';

type TextProperty = Property & { type: 'string' };

/** A required text. Its length is not checked. */
function parseText(value: unknown, label: string): string {
	if (isBlank(value)) {
		throw new ParameterError(
			`${label} is empty`,
			`Enter a text, or check the expression that gives ${label} for this item.`,
		);
	}
	if (typeof value === 'string' || typeof value === 'number') return String(value);
	throw wrongValue(label, value, 'a text');
}

/** @throws ParameterError for a text that is longer than Sonar takes */
export function checkLength(text: string, label: string, remedy: string): void {
	if (!isTooLong(text)) return;
	const limit = LONGEST_TEXT.toLocaleString('en-US');
	throw new ParameterError(`${label} has more than ${limit} characters`, remedy);
}

/** A text of one line. */
export function buildLine(property: TextProperty): Field<string> {
	const { displayName } = property;
	return {
		property: { ...property, required: true },
		parse(value) {
			const text = parseText(value, displayName);
			checkLength(text, displayName, `Shorten ${displayName}.`);
			return toLine(text);
		},
	};
}

/** As `buildText`, for a text that Sonar keeps. */
export function buildCleanText(
	property: TextProperty,
	clean = cleanText,
): Field<string | undefined> {
	const field = buildText(property);
	return {
		property,
		parse(value, source) {
			const text = field.parse(value, source);
			return text === undefined ? undefined : clean(text);
		},
	};
}

/** As `buildCleanText`, for a text of one line. */
export function buildCleanLine(property: TextProperty): Field<string | undefined> {
	return buildCleanText(property, toLine);
}

/** A text of any length and form. */
export function buildMessage(property: TextProperty): Field<string> {
	return {
		property: { ...property, typeOptions: { rows: 5 }, required: true },
		parse: (value) => cleanText(parseText(value, property.displayName)),
	};
}
