import type { Characters, Outcome } from './Character';
import type { Age } from './steps';

function lagsQueries(count: number) {
	return {
		description: `Lists learn of a change only with query number ${count + 1} after it.`,
		allows: ['listLags'] as const,
		indexed: (known: boolean, { queries }: Age) => known && queries > count,
	};
}

function lagsMilliseconds(time: number, allows: readonly Outcome[] = ['listLags']) {
	return {
		description: `Lists learn of a change only ${time} ms after it.`,
		allows,
		indexed: (known: boolean, { milliseconds }: Age) => known && milliseconds >= time,
	};
}

/** Lists that come from an index which lags behind uploads and links. */
export const lags = {
	lagsOneQuery: lagsQueries(1),
	lagsTwoQueries: lagsQueries(2),
	lagsTenMilliseconds: lagsMilliseconds(10),
	/** Longer than anybody looks again. */
	lagsAnHour: lagsMilliseconds(3_600_000, ['listLags', 'downloadFails']),
} satisfies Characters;
