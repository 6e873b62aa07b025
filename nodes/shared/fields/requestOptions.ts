import { IDLE_TIMEOUT } from '../sonar/http/SonarClient';
import type { Field } from './Field';
import { buildNumber, buildWholeNumber } from './values';

// Options that several nodes share: how requests are sent.

export const parallelRequests = buildWholeNumber(
	{
		displayName: 'Parallel Requests',
		type: 'number',
		default: 10,
		description: 'Max number of requests to Sonar at the same time',
	},
	{ min: 1, max: 20 },
);

const idleSeconds = buildNumber(
	{
		displayName: 'Timeout (Seconds)',
		type: 'number',
		default: IDLE_TIMEOUT / 1000,
		description:
			'How long a request may go without sending or receiving data before it fails. Its total duration is not limited.',
	},
	// At most a day: a timer of more than 24 days fires at once.
	{ min: 0.1, max: 86_400, isWhole: false },
);

/** In milliseconds. */
export const idleTimeout: Field<number> = {
	property: idleSeconds.property,
	parse: (value, source) => idleSeconds.parse(value, source) * 1000,
};

export const ENTITIES_PER_REQUEST = 25;

export const entitiesPerRequest = buildWholeNumber(
	{
		displayName: 'Entities per Request',
		type: 'number',
		default: ENTITIES_PER_REQUEST,
		description: 'Max number of entities, such as tickets, in a request to Sonar',
	},
	{ min: 1, max: 100 },
);
