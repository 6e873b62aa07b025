import { isRecord } from '../guards';

const LONGEST_WORDS = 500;
/** Deeper than any answer of Sonar. */
const DEEPEST = 5;
const MOST_WORDS = 20;

/** Collects all texts in a value, such as Laravel's lists of messages by field. */
function collectTexts(value: unknown, depth = 0): string[] {
	if (typeof value === 'string') return value.trim() ? [value.trim()] : [];
	if (depth === DEEPEST || typeof value !== 'object' || value === null) return [];
	return Object.values(value)
		.slice(0, MOST_WORDS)
		.flatMap((part) => collectTexts(part, depth + 1));
}

/** The errors of an answer: GraphQL's list, a single error, or Laravel's messages by field. */
export function readErrors({ errors }: Record<string, unknown>): unknown[] {
	if (Array.isArray(errors)) return errors;
	return isRecord(errors) && 'message' in errors ? [errors] : collectTexts(errors);
}

/** Laravel's GraphQL libraries keep the reasons of a failed validation apart from the message. */
function validationTexts(error: Record<string, unknown>): string[] {
	const extensions = isRecord(error.extensions) ? error.extensions : {};
	return [...collectTexts(extensions.validation), ...collectTexts(error.validation)];
}

function errorTexts(error: unknown): string[] {
	if (!isRecord(error)) return collectTexts(error);
	return [...collectTexts(error.message), ...validationTexts(error)];
}

/** The messages beside an answer's data or in its place: `message`, `error`, `error.message`. */
export function readBareMessages({ message, error }: Record<string, unknown>): string[] {
	return [...collectTexts(message), ...collectTexts(isRecord(error) ? error.message : error)];
}

/**
 * Sonar's message in an answer: the first of `errors[].message`, `message`, `error`, `error.message`,
 * the order in which the client seankndy/fluent-sonar-api reads them.
 */
export function readErrorMessage(body: unknown): string | undefined {
	if (!isRecord(body)) return undefined;
	const found = [
		readErrors(body).slice(0, MOST_WORDS).flatMap(errorTexts),
		collectTexts(body.message),
		isRecord(body.error) ? collectTexts(body.error.message) : collectTexts(body.error),
	].find((list) => list.length > 0);
	return found && [...new Set(found)].join('; ').slice(0, LONGEST_WORDS);
}
