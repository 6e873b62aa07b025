import { runStages } from '../batch/stages';
import { resolveEntities, type EntityRef } from '../entities/contacts';
import { buildRowList, type RowList } from '../graphql/ListQuery';
import { askAgain } from '../graphql/askAgain';
import { parseWholeNumber } from '../ids';
import { runListings } from '../graphql/Listing';
import type { SonarClient } from '../http/SonarClient';
import { attempt, done, failed, type Outcome, type Outcomes, type Result } from '../outcome';
import { SonarError } from '../SonarError';
import type { CheckedTicket } from './createTickets';
import {
	buildCustomFieldList,
	toCustomFieldData,
	type CustomField,
	type GivenField,
} from './customFields';
import { checkFiles, type WithFreeFiles } from './checkFiles';
import type { WithAttachments } from './saveWithFiles';

/** A ticket as a user describes it. */
export interface TicketInput
	extends Omit<CheckedTicket, 'relatedTo' | 'customFieldData'>, WithAttachments {
	relatedTo?: EntityRef;
	customFields: readonly GivenField[];
}

const LISTS_PER_REQUEST = 100;

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
				await askAgain(client, pending, async (some) => await checkFields(client, some)),
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

/** Checks the custom fields and mailboxes of all inputs in one request. */
async function checkFields<I extends TicketInput>(
	client: SonarClient,
	inputs: readonly I[],
): Promise<Outcomes<I, KnownFields<I>>> {
	const fieldList = buildCustomFieldList();
	const ids = inputs.flatMap(({ inboundMailboxId: id }) => (id === undefined ? [] : [id]));
	const mailboxLists = new Map([...new Set(ids)].map((id) => [id, buildMailboxList(id)]));
	const found = await runListings<Array<{ id: string }>>(
		client,
		[fieldList, ...mailboxLists.values()],
		LISTS_PER_REQUEST,
	);
	const fields = found.get(fieldList) as Result<CustomField[]>;
	return new Map(
		await Promise.all(
			inputs.map(async (input): Promise<[I, Outcome<KnownFields<I>>]> => {
				const list = input.inboundMailboxId && mailboxLists.get(input.inboundMailboxId);
				const wrong = list && findMailboxFailure(input.inboundMailboxId!, found.get(list)!);
				if (wrong) return [input, failed(wrong)];
				const data = await attempt(() =>
					toCustomFieldData(input.customFields, knownFields(input, fields)),
				);
				return [
					input,
					data.status === 'done' ? done({ input, customFieldData: data.value }) : data,
				];
			}),
		),
	);
}

function buildMailboxList(id: string): RowList<{ id: string }> {
	return buildRowList({
		list: 'inbound_mailboxes',
		args: { id },
		select: ['id'],
		parse: (row) => ({ id: parseWholeNumber(row.id, 'the ID of an inbound mailbox') }),
	});
}

/** A token without permission to read mailboxes may still use them. */
function findMailboxFailure(
	id: string,
	found: Result<Array<{ id: string }>>,
): SonarError | undefined {
	if (found.status === 'failed') return found.error.traits.permanent ? undefined : found.error;
	if (found.value.some((mailbox) => mailbox.id === id)) return undefined;
	return new SonarError('missing', `Sonar has no inbound mailbox with the ID ${id}`);
}

/** A token without permission to read custom fields may still create tickets that need none. */
function knownFields({ customFields }: TicketInput, found: Result<CustomField[]>): CustomField[] {
	if (found.status === 'done') return found.value;
	if (customFields.length === 0 && found.error.traits.permanent) return [];
	throw found.error;
}
