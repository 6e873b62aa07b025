import type { SonarError } from './SonarError';

/** What became of one file, entity or query of many. */
export type Result<T> = { value: T } | { error: SonarError };

/** Results in the order of what was asked; a hole is something that was not tried. */
export type Results<T> = Array<Result<T> | undefined>;

export function isFailure<T>(result: Result<T> | undefined): result is { error: SonarError } {
	return result !== undefined && 'error' in result;
}
