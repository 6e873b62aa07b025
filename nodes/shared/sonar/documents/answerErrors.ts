import type { GraphqlError } from '../graphql/errors';
import { SonarError } from '../SonarError';

const PREFIX = /^Sonar answered: /;

/** One failure for the errors of an answer, with all of their messages. */
export function toAnswerError(errors: readonly GraphqlError[]): SonarError {
	const messages = new Set(errors.map(({ error }) => error.message.replace(PREFIX, '')));
	const { code } = errors[0]!.error;
	const isUnread = code === 'invalid' && errors.every((error) => error.isUnread);
	return new SonarError(isUnread ? 'query' : code, `Sonar answered: ${[...messages].join('; ')}`);
}
