import { runStages } from '../batch/stages';
import { resolveEntities, type EntityRef } from '../entities/contacts';
import type { SonarClient } from '../http/SonarClient';
import type { Outcomes } from '../outcome';
import { checkFields } from './checkFields';
import { checkFiles, type WithFreeFiles } from './checkFiles';
import type { CheckedTicket } from './createTickets';
import { toCustomFieldData, type GivenField } from './customFields';
import type { WithAttachments } from './saveWithFiles';

/** A ticket as a user describes it. */
export interface TicketInput
	extends Omit<CheckedTicket, 'relatedTo' | 'customFieldData'>, WithAttachments {
	relatedTo?: EntityRef;
	customFields: readonly GivenField[];
}

/** Checks whatever Sonar can tell before anything is stored there. */
export async function checkTickets<I extends TicketInput>(
	client: SonarClient,
	inputs: readonly I[],
	stopOnFailure: boolean,
): Promise<Outcomes<I, CheckedTicket & WithFreeFiles & { input: I }>> {
	return await runStages(
		inputs,
		[
			async (pending: I[]) =>
				await checkFields(client, pending, {
					mailboxOf: ({ inboundMailboxId }) => inboundMailboxId,
					customFieldsOf: ({ customFields }) => customFields,
					// Some may be required.
					asksAlways: true,
					complete: (input, fields): KnownFields<I> => ({
						input,
						customFieldData: toCustomFieldData(input.customFields, fields),
					}),
				}),
			async (known) => await resolveRelated(client, known),
			async (resolved) => await checkFiles(client, resolved),
		],
		stopOnFailure,
	);
}

interface KnownFields<I> {
	input: I;
	customFieldData: CheckedTicket['customFieldData'];
}

async function resolveRelated<I extends TicketInput>(
	client: SonarClient,
	known: ReadonlyArray<KnownFields<I>>,
): Promise<Outcomes<KnownFields<I>, CheckedTicket & { input: I }>> {
	return await resolveEntities(client, known, {
		refOf: ({ input }) => input.relatedTo,
		complete: ({ input, customFieldData }, relatedTo) => ({
			...input,
			input,
			customFieldData,
			relatedTo,
		}),
	});
}
