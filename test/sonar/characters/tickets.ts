import { GraphQLError } from 'graphql';

import type { Entity } from '../types';
import type { Characters } from './Character';

/** How the mutations answer that create tickets, replies and comments. */
export const tickets = {
	createAnswersNull: {
		description: 'A mutation that creates a ticket, a reply or a comment answers null.',
		allows: ['createUnknown'],
		createResult: () => null,
	},
	createFailsBelow: {
		description:
			'What was created cannot say when, so that its mutation answers an error below it.',
		allows: ['createUnknown'],
		createResult: (entity) => entity && withoutMoment(entity),
	},
} satisfies Characters;

function withoutMoment(entity: Entity): Entity {
	return Object.defineProperty({ ...entity }, 'created_at', {
		get() {
			throw new GraphQLError('Server Error');
		},
	});
}
