import type { GraphqlError } from '../graphql/errors';
import { runDocument, type GraphqlAnswer } from '../graphql/runDocument';
import { isRecord } from '../guards';
import type { SonarClient } from '../http/SonarClient';
import { attempt, done, failed, toSonarError, type Effect, type Result } from '../outcome';
import { SonarError } from '../SonarError';
import { toTextOrNull } from '../text';
import { toAnswerError } from './answerErrors';
import type { UserAnswer, UserQuery } from './fetchAnswer';
import { rootFieldsOf } from './userDocument';

export const UNKNOWN_OUTCOME = 'Whether Sonar carried out the mutation is unknown';

/**
 * Sends a mutation once. Sonar may carry out some of its root fields and refuse others.
 *
 * @param place of the mutation in the run, for the effects
 */
export async function sendMutation(
	client: SonarClient,
	{ document, variables, keepsPartial }: UserQuery,
	place: string,
): Promise<Result<UserAnswer>> {
	const fields = [...rootFieldsOf(document)];
	const effectOf = (names: readonly string[], sure: boolean): Effect => ({
		verb: 'run',
		what: `${names.join(', ')}${place}`,
		sure,
	});
	const namesOf = (list: typeof fields) =>
		list.map(([key, { name }]) => (key === name.value ? key : `${name.value} (${key})`));
	const sent = await attempt(
		async () =>
			await runDocument(
				client,
				{ query: document.text, variables: { ...variables } },
				{ repeat: 'never', unknownOutcome: UNKNOWN_OUTCOME },
			),
		UNKNOWN_OUTCOME,
	);
	if (sent.status === 'failed') {
		return sent.error.isUnsure ? failed(sent.error, [effectOf(namesOf(fields), false)]) : sent;
	}
	const { data, errors } = sent.value;
	const refusals = fields.flatMap(([key]) => readRefusals(key, data?.[key]));
	const isWhole = errors.length === 0 && refusals.length === 0;
	if (data && (isWhole || keepsPartial)) {
		const raw = [...errors.map((error) => error.raw), ...refusals];
		const answer = { data, errors: raw, isLimited: false, isIncomplete: false };
		return done(answer, [effectOf(namesOf(fields), true)]);
	}
	const fates = fields.map(([key]) => readFate(key, sent.value));
	const withFate = (fate: Fate) => namesOf(fields.filter((_, index) => fates[index] === fate));
	const [carriedOut, open] = [withFate('carriedOut'), withFate('unknown')];
	const effects = [
		...(carriedOut.length > 0 ? [effectOf(carriedOut, true)] : []),
		...(open.length > 0 ? [effectOf(open, false)] : []),
	];
	const error = errors.length > 0 ? toAnswerError(errors) : toRefusalError(refusals);
	if (open.length === 0) return failed(error, effects);
	const incomplete = new SonarError('incomplete', error.message);
	return failed(toSonarError(incomplete, UNKNOWN_OUTCOME), effects);
}

interface Refusal {
	message: string;
	path: string[];
}

/** Sonar's mutations may fail with `success: false` and no error. */
function readRefusals(key: string, value: unknown): Refusal[] {
	if (!isRecord(value) || value.success !== false) return [];
	return [{ message: toTextOrNull(value.message) ?? `success of ${key} is false`, path: [key] }];
}

function toRefusalError(refusals: readonly Refusal[]): SonarError {
	const words = refusals.map(({ message }) => message).join('; ');
	return new SonarError('invalid', `Sonar answered: ${words}`);
}

type Fate = 'carriedOut' | 'refused' | 'unknown';

function readFate(key: string, { data, errors }: GraphqlAnswer): Fate {
	const value = data?.[key];
	if (value !== undefined && value !== null) {
		return readRefusals(key, value).length > 0 ? 'refused' : 'carriedOut';
	}
	// An error below a field comes after the field was carried out.
	const isRefusal = ({ alias, isDeeper, isInternal }: GraphqlError) =>
		alias === key && !isDeeper && !isInternal;
	if (errors.some(isRefusal)) return 'refused';
	return !data && errors.every(({ isUnread }) => isUnread) ? 'refused' : 'unknown';
}
