import { SonarError } from './SonarError';

/** What became of one file, entity or query of many. */
export type Result<T> = { value: T } | { error: SonarError };

/** Results in the order of what was asked; a hole is something that was not tried. */
export type Results<T> = Array<Result<T> | undefined>;

export function isFailure<T>(result: Result<T> | undefined): result is { error: SonarError } {
	return result !== undefined && 'error' in result;
}

/** What became of a call of the client: its SonarError as a value. Any other error goes on. */
export async function resultOf<T>(call: Promise<T>): Promise<Result<T>> {
	return await call.then(
		(value) => ({ value }),
		(error: unknown) => {
			if (error instanceof SonarError) return { error };
			throw error;
		},
	);
}
