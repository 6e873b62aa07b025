import fc from 'fast-check';

import { anyFile, choice, common, seldom } from './anyStep';
import type { FileGiven } from './files';
import {
	CLOSED_TICKETS,
	LISTS,
	STATUSES,
	type CreateStep,
	type EmailsStep,
	type GraphqlStep,
	type ListTicketsStep,
	type UpdateTicketStep,
} from './steps';

export const create: fc.Arbitrary<CreateStep> = fc.record({
	kind: fc.constant('create'),
	...common,
	what: fc.constantFrom('ticket', 'reply', 'comment'),
	items: fc.array(
		fc.record({
			// Often equal, so that it distinguishes nothing.
			message: fc.constantFrom('Hello', 'No signal', '7'),
			of: choice,
			files: fc.array(anyFile, { maxLength: 3 }),
			fileIds: fc.array(choice, { maxLength: 1 }),
		}),
		{ minLength: 1, maxLength: 6 },
	),
});

export const updateTicket: fc.Arbitrary<UpdateTicketStep> = fc.record({
	kind: fc.constant('updateTicket'),
	...common,
	updates: fc.array(
		fc.record({
			ticket: choice,
			subject: fc.constantFrom('No signal', 'of "Ärger"', '12'),
			status: fc.constantFrom(...STATUSES),
			files: fc.oneof(
				{ weight: 2, arbitrary: fc.constant<FileGiven[]>([]) },
				{ weight: 1, arbitrary: fc.array(anyFile, { maxLength: 3 }) },
			),
		}),
		{ minLength: 1, maxLength: 8 },
	),
});

export const listTickets: fc.Arbitrary<ListTicketsStep> = fc.record({
	kind: fc.constant('listTickets'),
	...common,
	tickets: fc.option(fc.array(choice, { minLength: 1, maxLength: 8 }), { nil: undefined }),
	status: fc.constantFrom(...STATUSES),
	limit: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
	direction: fc.constantFrom('ASC', 'DESC'),
});

/** With names that a header can carry. */
const attachment = anyFile.filter(({ name }) => /^[\w .()-]+$/.test(name));

export const emails: fc.Arbitrary<EmailsStep> = fc.record({
	kind: fc.constant('emails'),
	...common,
	emails: fc.array(
		fc.record({
			from: choice,
			kind: fc.oneof(
				{ weight: 8, arbitrary: fc.constant('person' as const) },
				{ weight: 1, arbitrary: fc.constantFrom('automatic' as const, 'own' as const) },
			),
			answers: fc.option(choice, { nil: undefined, freq: 1 }),
			files: fc.array(attachment, { maxLength: 3 }),
			isTwin: seldom,
		}),
		{ minLength: 1, maxLength: 6 },
	),
	closedTickets: fc.constantFrom(...CLOSED_TICKETS),
	again: fc.boolean(),
});

export const graphql: fc.Arbitrary<GraphqlStep> = fc.record({
	kind: fc.constant('graphql'),
	...common,
	what: fc.constantFrom(...LISTS, 'ticket', 'comment', 'comment'),
	tickets: fc.array(choice, { minLength: 1, maxLength: 6 }),
	limit: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
	sort: fc.option(
		fc.record({
			attribute: fc.constantFrom('id', 'created_at'),
			direction: fc.constantFrom('ASC', 'DESC'),
		}),
		{ nil: undefined, freq: 1 },
	),
	splitOut: fc.boolean(),
	allowMutations: choice.map((number) => number % 4 > 0),
});
