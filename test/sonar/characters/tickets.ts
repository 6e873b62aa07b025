import { GraphQLError } from 'graphql';

import type { Entity } from '../types';
import type { Characters } from './Character';

/** How the mutations answer that create tickets, replies and comments, or change tickets. */
export const tickets = {
	createAnswersNull: {
		description:
			'A mutation that creates a ticket, a reply or a comment, or changes a ticket, answers null.',
		allows: ['createUnknown'],
		createResult: () => null,
	},
	createFailsBelow: {
		description:
			'What was created or changed cannot say when it was created, so that its mutation answers an error below it.',
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
