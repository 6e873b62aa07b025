import { isBlank, wrongValue, type Field } from '../shared/fields/Field';
import { ParameterError } from '../shared/n8n/nodeErrors';
import { isRecord, messageOf } from '../shared/sonar/guards';
import { parseJson } from '../shared/sonar/http/json';

const LABEL = 'Variables';
/** Deeper than any input of Sonar. */
const DEEPEST = 100;

/** Values for the variables of a query: JSON, or an object by expression. */
export const variables: Field<Record<string, unknown>> = {
	property: {
		displayName: LABEL,
		type: 'json',
		default: '{}',
		description:
			'Values for the variables that the query declares, as JSON. Put values of the workflow here, not into the query.',
	},
	parse(value) {
		if (isBlank(value)) return {};
		const given = typeof value === 'string' ? parseText(value) : toSendable(value, LABEL);
		if (isRecord(given)) return given;
		throw wrongValue(LABEL, given, 'an object such as { "name": "Jane" }');
	},
};

/** Keeps large whole numbers as text. */
function parseText(text: string): unknown {
	const value = parseJson(text);
	if (value !== undefined) return toSendable(value, LABEL, true);
	throw new ParameterError(
		`${LABEL} is not valid JSON${describePosition(text)}`,
		'Enter an object such as { "name": "Jane" }. To put values of the workflow into it, use JSON.stringify in an expression, or give an object.',
	);
}

/** Where JSON ends to be valid, if the engine says so. Its words are for programmers. */
function describePosition(text: string): string {
	try {
		JSON.parse(text);
	} catch (error) {
		const [, position] = / at position (\d+)/.exec(messageOf(error)) ?? [];
		if (position === undefined) return '';
		const lines = text.slice(0, Number(position)).split('\n');
		return ` in line ${lines.length}, column ${lines.at(-1)!.length + 1}`;
	}
	return ', because it is nested too deep';
}

/**
 * A value as JSON can carry it, nothing changed or left out in silence.
 *
 * @param isParsed whether it comes from JSON, where large whole numbers keep their digits
 * @throws ParameterError that names the value
 */
function toSendable(value: unknown, path: string, isParsed = false, depth = 0): unknown {
	if (depth > DEEPEST) throw wrongPart(path, 'is nested too deep');
	if (typeof value === 'bigint') return String(value);
	if (typeof value === 'number') checkNumber(value, path, isParsed);
	if (['string', 'boolean', 'number'].includes(typeof value)) return value;
	if (typeof value !== 'object') {
		throw wrongPart(path, value === undefined ? 'has no value' : `is a ${typeof value}`);
	}
	if (value === null) return null;
	if (Array.isArray(value)) {
		// Array.from, because map would skip holes.
		return Array.from(value as unknown[], (part, index) =>
			toSendable(part, `${path}[${index}]`, isParsed, depth + 1),
		);
	}
	// Dates of JavaScript and Luxon.
	if ('toJSON' in value && typeof value.toJSON === 'function') {
		return toSendable((value as { toJSON(): unknown }).toJSON(), path, isParsed, depth + 1);
	}
	const kind = Object.prototype.toString.call(value);
	// A Map or a Set would become an empty object, as which a search finds everything.
	if (kind !== '[object Object]') {
		throw wrongPart(path, `is a ${kind.slice(8, -1)}, which JSON has nothing for`);
	}
	return Object.fromEntries(
		Object.entries(value).map(([name, part]) => [
			name,
			toSendable(part, `${path}.${name}`, isParsed, depth + 1),
		]),
	);
}

function checkNumber(value: number, path: string, isParsed: boolean): void {
	if (!Number.isFinite(value)) throw wrongPart(path, `is ${value}, which JSON has no number for`);
	if (isParsed || !Number.isInteger(value) || Number.isSafeInteger(value)) return;
	throw wrongPart(path, 'is too large a number for an expression, which has rounded it');
}

function wrongPart(path: string, what: string): ParameterError {
	return new ParameterError(
		`${path} ${what}`,
		'Check the expression that gives it for this item. For a variable without a value give null, for a large number text.',
	);
}
