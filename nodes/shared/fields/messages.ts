import { MissingValueError, ParameterError } from '../n8n/nodeErrors';
import { cleanText, isTooLong, LONGEST_TEXT, toLine } from '../sonar/text';
import { isBlank, wrongValue, type Field, type Property } from './Field';
import { buildText } from './values';

type TextProperty = Property & { type: 'string' };

/** Required text of any length. */
function parseText(value: unknown, label: string): string {
	if (isBlank(value)) {
		throw new MissingValueError(
			`${label} is empty`,
			`Enter text, or check the expression that gives ${label} for this item.`,
		);
	}
	if (typeof value === 'string' || typeof value === 'number') return String(value);
	throw wrongValue(label, value, 'text');
}

/** @throws ParameterError for text over Sonar's limit */
export function checkLength(text: string, label: string, remedy: string): void {
	if (!isTooLong(text)) return;
	const limit = LONGEST_TEXT.toLocaleString('en-US');
	throw new ParameterError(`${label} has more than ${limit} characters`, remedy);
}

/** Required text of one line. */
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

/** Like `buildText`, without the characters that Sonar cannot store. */
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

/** Like `buildCleanText`, on one line. */
export function buildCleanLine(property: TextProperty): Field<string | undefined> {
	return buildCleanText(property, toLine);
}

/** Required text of any length, over several lines. */
export function buildMessage(property: TextProperty): Field<string> {
	return {
		property: { ...property, typeOptions: { rows: 5 }, required: true },
		parse: (value) => cleanText(parseText(value, property.displayName)),
	};
}
