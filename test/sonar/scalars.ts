import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const LARGEST = 2n ** 63n - 1n;
const SMALLEST = -(2n ** 63n);
const ISO_8601 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const WHOLE_NUMBER = /^-?\d+$/;
const LONGEST_TEXT = 100_000;

function integer(value: string): string {
	const number = BigInt(value);
	if (number > LARGEST || number < SMALLEST)
		throw new GraphQLError(`Int64Bit cannot represent ${value}.`);
	return number.toString();
}

export function datetime(value: unknown): string {
	if (typeof value === 'string' && ISO_8601.test(value) && !Number.isNaN(Date.parse(value)))
		return value;
	throw new GraphQLError(`Datetime must be ISO 8601 with an offset, not ${JSON.stringify(value)}.`);
}

function text(value: unknown): string {
	if (typeof value === 'string' && [...value].length <= LONGEST_TEXT) return value;
	throw new GraphQLError(`Text must be a string of at most ${LONGEST_TEXT} characters.`);
}

/** A scalar that is the same text in questions and answers. */
function textScalar(name: string, check: (value: unknown) => string) {
	return new GraphQLScalarType<string, string>({
		name,
		serialize: check,
		parseValue: check,
		parseLiteral: (node) => check(node.kind === Kind.STRING ? node.value : null),
	});
}

const textLike = (name: string, pattern: RegExp) =>
	textScalar(name, (value) => {
		if (typeof value === 'string' && pattern.test(value)) return value;
		throw new GraphQLError(`${name} cannot represent ${JSON.stringify(value)}.`);
	});

export const Int64Bit = new GraphQLScalarType<string, string>({
	name: 'Int64Bit',
	serialize: (value) => integer(String(value)),
	parseValue(value) {
		if (Number.isSafeInteger(value)) return String(value);
		if (typeof value === 'string' && WHOLE_NUMBER.test(value)) return integer(value);
		throw new GraphQLError(`Int64Bit cannot represent ${JSON.stringify(value)}.`);
	},
	parseLiteral(node) {
		if (node.kind === Kind.INT) return integer(node.value);
		if (node.kind === Kind.STRING && WHOLE_NUMBER.test(node.value)) return integer(node.value);
		throw new GraphQLError('Int64Bit must be a whole number.', { nodes: node });
	},
});

export const Datetime = textScalar('Datetime', datetime);
export const Text = textScalar('Text', text);
export const CalendarDate = textLike('Date', /^\d{4}-\d\d-\d\d$/);
export const EmailAddress = textLike('EmailAddress', /^[^\s@]+@[^\s@]+$/);
export const HttpsUrl = textLike('HttpsUrl', /^https:\/\//);
