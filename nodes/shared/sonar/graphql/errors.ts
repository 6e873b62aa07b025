import { isRecord } from '../guards';
import { readErrors, readWords } from '../http/words';
import { SonarError, type FailureCode } from '../SonarError';

/** An error of a GraphQL answer. */
export interface GraphqlError {
	/** The alias of the root field that failed; absent if the error is the whole document's. */
	alias?: string;
	/** Whether it stands below the root field. If so, the field was carried out. */
	isDeeper: boolean;
	/** Whether Sonar itself failed. It may have carried out the field before that. */
	isInternal: boolean;
	error: SonarError;
}

/** Laravel's GraphQL library names some kinds of errors. */
const CATEGORIES: Record<string, FailureCode> = {
	authentication: 'token',
	authorization: 'permission',
	validation: 'invalid',
};

/** Sonar's words. Its schema does not promise them. The first pattern that is found counts. */
const WORDS: ReadonlyArray<readonly [RegExp, FailureCode]> = [
	[
		/\bunauthenticated\b|\btoken (is|was|has)\b|\b(access|bearer|invalid|expired) token\b/i,
		'token',
	],
	[/\bpermissions?\b|not authorized|unauthorized|forbidden|denied/i, 'permission'],
	[/\balready\b|\bunassociated\b/i, 'alreadyLinked'],
	[/aggregat/i, 'pageInfo'],
	[/records[ _]per[ _]page|page size/i, 'pageSize'],
	[/\bcomplexity\b|\bquery depth\b|too complex|too many/i, 'tooComplex'],
	[/\benum\b|FileableType/i, 'entityType'],
];

function readCode(error: unknown, words: string): FailureCode {
	const extensions = isRecord(error) && isRecord(error.extensions) ? error.extensions : {};
	const category = CATEGORIES[String(extensions.category)];
	if (category && category !== 'invalid') return category;
	return WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? 'invalid';
}

/** Words of Laravel and its GraphQL library for an error in their own code. */
const INTERNAL = /^(internal )?server error\.?$/i;

function isInternal(error: unknown): boolean {
	if (!isRecord(error)) return false;
	const { message, extensions } = error;
	const category = isRecord(extensions) ? extensions.category : undefined;
	return category === 'internal' || (typeof message === 'string' && INTERNAL.test(message.trim()));
}

/** More than the fields of a request can have. */
const MOST_ERRORS = 1000;

/** The errors of an answer, in any form. */
export function parseGraphqlErrors(body: Record<string, unknown>): GraphqlError[] {
	const errors = readErrors(body).slice(0, MOST_ERRORS);
	return errors.map((error) => {
		const path: unknown = isRecord(error) ? error.path : undefined;
		const words = readWords({ errors: [error] }) ?? 'an error without a message';
		return {
			alias: Array.isArray(path) ? String(path[0]) : undefined,
			isDeeper: Array.isArray(path) && path.length > 1,
			isInternal: isInternal(error),
			error: new SonarError(readCode(error, words), `Sonar answered: ${words}`),
		};
	});
}
