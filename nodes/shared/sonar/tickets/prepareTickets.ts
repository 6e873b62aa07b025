import { runNextStep } from '../batch/nextStep';
import { resolveEntities, type EntityRef } from '../entities/contacts';
import { buildRowList, type RowList } from '../graphql/ListQuery';
import { askAgain } from '../graphql/askAgain';
import { parseWholeNumber } from '../ids';
import { runListings } from '../graphql/Listing';
import type { SonarClient } from '../http/SonarClient';
import { attempt, done, failed, type Outcome, type Outcomes, type Result } from '../outcome';
import { SonarError } from '../SonarError';
import type { TicketDraft } from './createTickets';
import {
	buildCustomFieldList,
	toCustomFieldData,
	type CustomField,
	type GivenField,
} from './customFields';
import { checkGivenFiles, type WithGivenFiles } from './givenFiles';

/** A ticket as a user describes it. */
export interface TicketPlan extends Omit<TicketDraft, 'relatedTo' | 'customFieldData'> {
	relatedTo?: EntityRef;
	customFields: readonly GivenField[];
}

const LISTS_PER_REQUEST = 100;

/** Checks everything that Sonar can be asked before anything is stored there. */
export async function prepareTickets<P extends TicketPlan>(
	client: SonarClient,
	plans: readonly P[],
	stopOnFailure: boolean,
): Promise<Outcomes<P, TicketDraft & WithGivenFiles>> {
	const checked = await askAgain(client, plans, async (open) => await checkFields(client, open));
	return await runNextStep(checked, stopOnFailure, async (fields) => {
		const resolved = await resolveEntities(client, fields, {
			refOf: ({ plan }) => plan.relatedTo,
			complete: ({ plan, customFieldData }, relatedTo): TicketDraft => ({
				...plan,
				customFieldData,
				relatedTo,
			}),
		});
		return await runNextStep(resolved, stopOnFailure, (drafts) => checkGivenFiles(client, drafts));
	});
}

interface CheckedFields<P> {
	plan: P;
	customFieldData: TicketDraft['customFieldData'];
}

/** Checks custom fields and mailboxes against the instance, all by one request. */
async function checkFields<P extends TicketPlan>(
	client: SonarClient,
	plans: readonly P[],
): Promise<Outcomes<P, CheckedFields<P>>> {
	const fieldList = buildCustomFieldList();
	const ids = plans.flatMap(({ inboundMailboxId: id }) => (id === undefined ? [] : [id]));
	const mailboxLists = new Map([...new Set(ids)].map((id) => [id, buildMailboxList(id)]));
	const found = await runListings<Array<{ id: string }>>(
		client,
		[fieldList, ...mailboxLists.values()],
		LISTS_PER_REQUEST,
	);
	const fields = found.get(fieldList) as Result<CustomField[]>;
	return new Map(
		await Promise.all(
			plans.map(async (plan): Promise<[P, Outcome<CheckedFields<P>>]> => {
				const list = plan.inboundMailboxId && mailboxLists.get(plan.inboundMailboxId);
				const wrong = list && findMailboxFailure(plan.inboundMailboxId!, found.get(list)!);
				if (wrong) return [plan, failed(wrong)];
				const data = await attempt(() =>
					toCustomFieldData(plan.customFields, knownFields(plan, fields)),
				);
				return [plan, data.status === 'done' ? done({ plan, customFieldData: data.value }) : data];
			}),
		),
	);
}

function buildMailboxList(id: string): RowList<{ id: string }> {
	return buildRowList({
		list: 'inbound_mailboxes',
		args: { id },
		select: ['id'],
		parse: (row) => ({ id: parseWholeNumber(row.id, 'the id of an inbound mailbox') }),
	});
}

/** A token that may not read mailboxes may use them all the same. */
function findMailboxFailure(
	id: string,
	found: Result<Array<{ id: string }>>,
): SonarError | undefined {
	if (found.status === 'failed') return found.error.traits.permanent ? undefined : found.error;
	if (found.value.some((mailbox) => mailbox.id === id)) return undefined;
	return new SonarError('missing', `Sonar has no inbound mailbox with the id ${id}`);
}

/** A token that may not read custom fields may create tickets that need none. */
function knownFields({ customFields }: TicketPlan, found: Result<CustomField[]>): CustomField[] {
	if (found.status === 'done') return found.value;
	if (customFields.length === 0 && found.error.traits.permanent) return [];
	throw found.error;
}
