import { messageOf } from './guards';
import { SonarError } from './SonarError';

/** Something done in Sonar, or possibly done. It stands even if its item fails. */
export interface Effect {
	verb: 'stored' | 'linked' | 'created' | 'updated' | 'deleted' | 'run';
	/** For people, for example "61 (myFile.pdf)". */
	what: string;
	/** Of a stored file. Unknown if it is unknown whether the file was stored. */
	fileId?: string;
	/** False if it is unknown whether it was done. */
	sure: boolean;
}

interface Done<T> {
	status: 'done';
	value: T;
	effects: readonly Effect[];
}

interface Failed<E extends Error> {
	status: 'failed';
	error: E;
	effects: readonly Effect[];
}

/** The result of something tried. */
export type Result<T, E extends Error = SonarError> = Done<T> | Failed<E>;

/** The outcome of one input: a file, a link, a query, an item. An input that was not tried is skipped. */
export type Outcome<T, E extends Error = SonarError> = Result<T, E> | { status: 'skipped' };

/** The outcomes of many inputs, keyed by the input itself. */
export type Outcomes<Input, T> = Map<Input, Outcome<T>>;

export const SKIPPED = { status: 'skipped' } as const;

export function done<T>(value: T, effects: readonly Effect[] = []): Done<T> {
	return { status: 'done', value, effects };
}

export function failed<E extends Error>(error: E, effects: readonly Effect[] = []): Failed<E> {
	return { status: 'failed', error, effects };
}

export function effectsOf(outcome: Outcome<unknown, Error>): readonly Effect[] {
	return outcome.status === 'skipped' ? [] : outcome.effects;
}

/** Whether it failed, though Sonar may have done it. */
export function isUnsure<T>(outcome: Outcome<T>): outcome is Failed<SonarError> {
	return outcome.status === 'failed' && outcome.error.isUnsure;
}

/** The inputs that failed though Sonar may have done them, with their errors. */
export function unsureOf<Input, T>(
	results: ReadonlyMap<Input, Outcome<T>>,
): Array<{ input: Input; error: SonarError }> {
	return [...results].flatMap(([input, result]) =>
		isUnsure(result) ? [{ input, error: result.error }] : [],
	);
}

/** Converts a thrown value. If Sonar may have acted, the error gets the open question. */
export function toSonarError(error: unknown, unknownOutcome?: string): SonarError {
	if (!(error instanceof SonarError)) {
		return new SonarError('bug', `n8n-nodes-sonar-software failed: ${messageOf(error)}`, {
			cause: error,
			unknownOutcome,
		});
	}
	if (!unknownOutcome || error.traits.effect === 'none') return error;
	return new SonarError(error.code, error.message, {
		...error,
		cause: error.cause,
		unknownOutcome,
	});
}

/** Runs a call, and returns what it throws as a failed result. */
export async function attempt<T>(
	call: () => T | Promise<T>,
	unknownOutcome?: string,
): Promise<Result<T>> {
	try {
		return done(await call());
	} catch (error) {
		return failed(toSonarError(error, unknownOutcome));
	}
}

/** Returns the value of a result, or throws its failure. */
export function unwrap<T>(result: Result<T>): T {
	if (result.status === 'failed') throw result.error;
	return result.value;
}

/** The value of a successful outcome. Undefined for any other. */
export function valueIfDone<T>(outcome: Outcome<T, Error> | undefined): T | undefined {
	return outcome?.status === 'done' ? outcome.value : undefined;
}

/** Maps the values of the successful outcomes. */
export function mapDone<Input, T, U>(
	outcomes: Outcomes<Input, T>,
	toValue: (input: Input, value: T) => U,
): Outcomes<Input, U> {
	return new Map(
		[...outcomes].map(([input, outcome]): [Input, Outcome<U>] => [
			input,
			outcome.status === 'done' ? { ...outcome, value: toValue(input, outcome.value) } : outcome,
		]),
	);
}

/** Adds to each outcome of a mutation or upload its effect in Sonar, sure or unsure. */
export function withEffects<Input, T>(
	outcomes: Outcomes<Input, T>,
	verb: Effect['verb'],
	describe: (input: Input, value?: T) => string | Pick<Effect, 'what' | 'fileId'>,
): Outcomes<Input, T> {
	const build = (sure: boolean, described: ReturnType<typeof describe>): Effect => ({
		verb,
		sure,
		...(typeof described === 'string' ? { what: described } : described),
	});
	const noted = [...outcomes].map(([input, outcome]): [Input, Outcome<T>] => {
		if (outcome.status === 'done') {
			const effect = build(true, describe(input, outcome.value));
			return [input, done(outcome.value, [...outcome.effects, effect])];
		}
		if (isUnsure(outcome)) {
			const effect = build(false, describe(input));
			return [input, failed(outcome.error, [...outcome.effects, effect])];
		}
		return [input, outcome];
	});
	return new Map(noted);
}
