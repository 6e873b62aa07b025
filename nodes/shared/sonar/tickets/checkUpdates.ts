import { runStages } from '../batch/stages';
import { resolveEntities, type EntityRef } from '../entities/contacts';
import type { SonarClient } from '../http/SonarClient';
import type { Outcomes } from '../outcome';
import { checkFields } from './checkFields';
import { checkFiles, type WithFreeFiles } from './checkFiles';
import { toCustomFieldChanges, type GivenField } from './customFields';
import type { WithAttachments } from './saveWithFiles';
import type { TicketChanges } from './ticketChanges';
import type { CheckedUpdate } from './updateTickets';

/** An update as a user describes it. What needs no check stands in `changes`. */
export interface UpdateInput extends Omit<CheckedUpdate, 'changes'>, WithAttachments {
	changes: Omit<TicketChanges, 'relatedTo' | 'customFieldData' | 'unsetCustomFields'>;
	/** Null clears it. */
	relatedTo?: EntityRef | null;
	customFields: readonly GivenField[];
}

/** Checks whatever Sonar can tell before anything is stored there. */
export async function checkUpdates<I extends UpdateInput>(
	client: SonarClient,
	inputs: readonly I[],
	stopOnFailure: boolean,
): Promise<Outcomes<I, CheckedUpdate & WithFreeFiles & { input: I }>> {
	return await runStages(
		inputs,
		[
			async (pending: I[]) =>
				await checkFields(client, pending, {
					mailboxOf: ({ changes }) => changes.inboundMailboxId,
					customFieldsOf: ({ customFields }) => customFields,
					asksAlways: false,
					complete: (input, fields) => ({
						input,
						fieldChanges: toCustomFieldChanges(input.customFields, fields),
					}),
				}),
			async (known) =>
				await resolveEntities(client, known, {
					refOf: ({ input }) => input.relatedTo ?? undefined,
					complete: ({ input, fieldChanges }, related) => ({
						...input,
						input,
						changes: {
							...input.changes,
							...fieldChanges,
							relatedTo: input.relatedTo === null ? null : related,
						},
					}),
				}),
			async (resolved) => await checkFiles(client, resolved),
		],
		stopOnFailure,
	);
}
