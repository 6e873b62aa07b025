import { askAgain } from '../graphql/askAgain';
import { runListings } from '../graphql/Listing';
import { buildRowList, type RowList } from '../graphql/ListQuery';
import type { SonarClient } from '../http/SonarClient';
import { parseWholeNumber } from '../ids';
import { attempt, failed, unwrap, type Outcome, type Outcomes, type Result } from '../outcome';
import { SonarError } from '../SonarError';
import { buildCustomFieldList, type CustomField, type GivenField } from './customFields';

const LISTS_PER_REQUEST = 100;

interface FieldCheck<Input, Thing> {
	mailboxOf: (input: Input) => string | null | undefined;
	customFieldsOf: (input: Input) => readonly GivenField[];
	/** Whether to ask for the custom fields even if no input has values of them. */
	asksAlways: boolean;
	/**
	 * A new object: the input with its custom fields.
	 *
	 * @throws SonarError if they do not fit those of Sonar
	 */
	complete: (input: Input, fields: readonly CustomField[]) => Thing;
}

/**
 * Checks the custom fields and mailboxes of all inputs in one request. What Sonar does not know is asked
 * for again for some seconds.
 */
export async function checkFields<Input, Thing>(
	client: SonarClient,
	inputs: readonly Input[],
	check: FieldCheck<Input, Thing>,
): Promise<Outcomes<Input, Thing>> {
	return await askAgain(client, inputs, async (some) => await checkOnce(client, some, check));
}

async function checkOnce<Input, Thing>(
	client: SonarClient,
	inputs: readonly Input[],
	{ mailboxOf, customFieldsOf, asksAlways, complete }: FieldCheck<Input, Thing>,
): Promise<Map<Input, Outcome<Thing>>> {
	const isAsked = asksAlways || inputs.some((input) => customFieldsOf(input).length > 0);
	const fieldList = isAsked ? buildCustomFieldList() : undefined;
	const mailboxes = new Set(inputs.flatMap((input) => mailboxOf(input) ?? []));
	const mailboxLists = new Map([...mailboxes].map((id) => [id, buildMailboxList(id)]));
	const found = await runListings<Array<{ id: string }>>(
		client,
		[...(fieldList ? [fieldList] : []), ...mailboxLists.values()],
		LISTS_PER_REQUEST,
	);
	const fields = fieldList && (found.get(fieldList) as Result<CustomField[]>);
	return new Map(
		await Promise.all(
			inputs.map(async (input): Promise<[Input, Outcome<Thing>]> => {
				const mailbox = mailboxOf(input);
				const list = mailbox ? mailboxLists.get(mailbox) : undefined;
				const wrong = list && findMailboxFailure(mailbox!, found.get(list)!);
				if (wrong) return [input, failed(wrong)];
				const completed = await attempt(() =>
					complete(input, readFields(customFieldsOf(input), fields)),
				);
				return [input, completed];
			}),
		),
	);
}

export function buildMailboxList(id: string): RowList<{ id: string }> {
	return buildRowList({
		list: 'inbound_mailboxes',
		args: { id },
		select: ['id'],
		parse: (row) => ({ id: parseWholeNumber(row.id, 'the ID of an inbound mailbox') }),
	});
}

/** A token without permission to read mailboxes may still use them. */
export function findMailboxFailure(
	id: string,
	found: Result<Array<{ id: string }>>,
): SonarError | undefined {
	if (found.status === 'failed') return found.error.traits.permanent ? undefined : found.error;
	if (found.value.some((mailbox) => mailbox.id === id)) return undefined;
	return new SonarError('missing', `Sonar has no inbound mailbox with the ID ${id}`);
}

/** A token without permission to read custom fields may still save tickets that need none. */
export function readFields(
	given: readonly GivenField[],
	found: Result<CustomField[]> | undefined,
): readonly CustomField[] {
	if (!found) return [];
	const isNeedless =
		given.length === 0 && found.status === 'failed' && found.error.traits.permanent;
	return isNeedless ? [] : unwrap(found);
}
