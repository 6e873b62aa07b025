import { isRecord } from '../guards';
import { LIMIT_WORDS } from '../http/answers';
import { readErrors, readErrorMessage } from '../http/errorMessages';
import { SonarError, type FailureCode } from '../SonarError';
import type { RootField } from './rootField';

/** An error of a GraphQL answer. */
export interface GraphqlError {
	/** Of the root field that failed. Undefined if the error names none. */
	alias?: string;
	/** Whether it is about something below the root field, which then was executed. */
	isDeeper: boolean;
	/** Whether Sonar itself failed, perhaps after it executed the field. */
	isInternal: boolean;
	/** Whether Sonar refused the document before it executed any of it. */
	isUnread: boolean;
	/** As Sonar gave it. */
	raw: unknown;
	/** What the message means for any field. `toFieldError` knows what it means for one. */
	error: SonarError;
}

/** Categories of Laravel's GraphQL library. */
const CATEGORIES: Record<string, FailureCode> = {
	authentication: 'token',
	authorization: 'permission',
	validation: 'invalid',
};

/** How Laravel and its guards begin to say that a token counts no more. Other words may quote a value. */
const TOKEN_WORDS =
	/^(unauthenticated\b|(the |your )?((access|bearer) )?token (is|was|has)\b|(invalid|expired) ((access|bearer) )?token\b)/i;

/**
 * What Sonar's messages mean, whatever field they are about. Its schema does not document them. The
 * first pattern that matches counts.
 */
const WORDS: ReadonlyArray<readonly [RegExp, FailureCode]> = [
	[TOKEN_WORDS, 'token'],
	[/\bpermissions?\b|not authorized|unauthorized|forbidden|denied/i, 'permission'],
	[LIMIT_WORDS, 'rateLimit'],
	[/aggregat/i, 'pageInfo'],
	[/records[ _]per[ _]page|page size/i, 'pageSize'],
	[/\bcomplexity\b|\bquery depth\b|too complex|too many/i, 'tooComplex'],
];

function readCode(error: unknown, words: string): FailureCode {
	const extensions = isRecord(error) && isRecord(error.extensions) ? error.extensions : {};
	const category = CATEGORIES[String(extensions.category)];
	if (category && category !== 'invalid') return category;
	return WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? 'invalid';
}

/** Codes that mean the same for every field. */
const OF_ANY_FIELD: ReadonlySet<FailureCode> = new Set(['token', 'permission']);

/** The error for one field, which may know better what Sonar's message means. */
export function toFieldError(
	{ error }: GraphqlError,
	{ readRefusal }: RootField<unknown>,
): SonarError {
	const refusal = OF_ANY_FIELD.has(error.code) ? undefined : readRefusal?.(error.message);
	return typeof refusal === 'string' ? new SonarError(refusal, error.message) : (refusal ?? error);
}

/**
 * How messages of Laravel and of GraphQL servers (graphql-php, graphql-js) begin if they refuse a
 * document before executing it: for its token, syntax, names, types, variables or size.
 */
const UNREAD = [
	TOKEN_WORDS,
	/^syntax error\b/i,
	/^cannot query field "/i,
	/^unknown (argument|type|directive|fragment|operation named) "/i,
	/^variable "\$/i,
	/^(field|argument) ".*" (is not defined|of required type|argument|of type)\b/i,
	/^(max(imum)? |the )?(query |document )?(complexity|depth)\b/i,
	/^(the )?(query|request|operation) is too (complex|deep|large)\b/i,
	/^too complex\b/i,
];

/** The message of Laravel and its GraphQL library for an exception in their own code. */
const INTERNAL = /^(internal )?server error\.?$/i;

function isInternal(error: unknown): boolean {
	if (!isRecord(error)) return false;
	const { message, extensions } = error;
	const category = isRecord(extensions) ? extensions.category : undefined;
	return category === 'internal' || (typeof message === 'string' && INTERNAL.test(message.trim()));
}

/** More than the fields of a request can have. */
const MOST_ERRORS = 1000;

export function parseGraphqlErrors(body: Record<string, unknown>): GraphqlError[] {
	const errors = readErrors(body).slice(0, MOST_ERRORS);
	return errors.map((error) => {
		const path: unknown = isRecord(error) ? error.path : undefined;
		const words = readErrorMessage({ errors: [error] }) ?? 'an error without a message';
		const alias = Array.isArray(path) ? String(path[0]) : undefined;
		return {
			alias,
			isDeeper: Array.isArray(path) && path.length > 1,
			isInternal: isInternal(error),
			isUnread: alias === undefined && UNREAD.some((pattern) => pattern.test(words)),
			raw: error,
			error: new SonarError(readCode(error, words), `Sonar answered: ${words}`),
		};
	});
}
