import fc from 'fast-check';
import type { OnError } from 'n8n-workflow';

import { fileGiven, refusedFile } from './files';

/** Picks one of the things that exist, see `chosen`. */
export const choice = fc.nat({ max: 40 });
export const seldom = fc.integer({ min: 0, max: 11 }).map((number) => number === 11);

export const common = {
	onError: fc.constantFrom<OnError>('stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'),
	perRequest: fc.integer({ min: 1, max: 20 }),
	parallelRequests: fc.integer({ min: 1, max: 3 }),
	goodToken: seldom.map((bad) => !bad),
	breaks: fc.oneof(
		{ weight: 11, arbitrary: fc.constant(0) },
		{ weight: 1, arbitrary: fc.integer({ min: 1, max: 3 }) },
	),
};

export const anyFile = fc.oneof(
	{ weight: 9, arbitrary: fileGiven },
	{ weight: 1, arbitrary: refusedFile },
);
