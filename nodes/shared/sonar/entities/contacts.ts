import { isSameEmailAddress, splitAddress, toAddressKey } from '../addressKey';
import { askAgain } from '../graphql/askAgain';
import { parseWholeNumber } from '../ids';
import { runListings } from '../graphql/Listing';
import type { SonarClient } from '../http/SonarClient';
import { listNames } from '../listNames';
import { done, failed, type Outcome, type Outcomes, type Result } from '../outcome';
import { SonarError } from '../SonarError';
import { buildRowList, type RowList } from '../graphql/ListQuery';
import { toLabel } from './typeLabels';

/** An entity that is known by the email address of one of its contacts. */
export interface EntityByContact {
	/** A name in Sonar's enum FileableType. */
	type: string;
	email: string;
}

export type EntityRef = { type: string; id: string } | EntityByContact;

export interface Contact {
	id: string;
	name: string;
	email: string;
	entity: { type: string; id: string };
}

/** The types whose entities have contacts. */
export const CONTACT_TYPES: readonly string[] = ['Account', 'NetworkSite', 'Vendor'];

const ADDRESSES_PER_REQUEST = 100;

/**
 * Searches for an address as given, in lower case (an instance's search may be case-sensitive), and in
 * both spellings of its domain.
 */
export function buildAddressSearch(attribute: string, address: string) {
	const lower = address.toLowerCase();
	const spellings = new Set([address, lower, lower.normalize(), toAddressKey(address)]);
	const searches = [...spellings].map((spelling) => [spelling]);
	// JavaScript cannot decode the ASCII spelling, so search for the rest of the address.
	const [, domain] = splitAddress(lower);
	const rest = /(?:^|\.)xn--[^.]*((?:\.(?!xn--)[^.]+)*)$/.exec(domain)?.[1];
	if (rest !== undefined) {
		const locals = new Set([address, lower].map((spelling) => splitAddress(spelling)[0]));
		searches.push(...[...locals].map((local) => (rest ? [local, rest] : [local])));
	}
	return searches.map((values) => ({
		string_fields: values.map((search_value) => ({
			attribute,
			search_value,
			match: true,
			partial_matching: true,
		})),
	}));
}

/** Contacts whose address contains this one. */
export function buildContactList(address: string): RowList<Contact> {
	return buildRowList({
		list: 'contacts',
		search: buildAddressSearch('email_address', address),
		select: ['id', 'name', 'email_address', 'contactable_type', 'contactable_id'],
		parse: (row) => ({
			id: parseWholeNumber(row.id, 'the ID of a contact'),
			name: typeof row.name === 'string' ? row.name : '',
			email: typeof row.email_address === 'string' ? row.email_address : '',
			entity: parseEntity(row),
		}),
	});
}

function parseEntity({ contactable_type: type, contactable_id: id }: Record<string, unknown>) {
	if (typeof type === 'string') {
		return { type, id: parseWholeNumber(id, 'the entity of a contact') };
	}
	throw new SonarError('incomplete', 'Sonar answered without the type of a contact’s entity');
}

/**
 * Finds entities by addresses, each asked for once, many per request. If no contact has an address, asks
 * for it again for some seconds, because Sonar's lists may lag.
 */
export async function findByContacts<E extends EntityByContact>(
	client: SonarClient,
	wanted: readonly E[],
): Promise<Map<E, Result<string>>> {
	return await askAgain(client, wanted, async (open) => await findOnce(client, open));
}

async function findOnce<E extends EntityByContact>(
	client: SonarClient,
	wanted: readonly E[],
): Promise<Map<E, Result<string>>> {
	const spellings = new Map<string, string>();
	for (const { email } of wanted) {
		const key = toAddressKey(email);
		if (!spellings.has(key)) spellings.set(key, email);
	}
	const lists = new Map([...spellings].map(([key, email]) => [key, buildContactList(email)]));
	const found = await runListings(client, [...lists.values()], ADDRESSES_PER_REQUEST);
	return new Map(
		wanted.map((one) => [one, pickEntity(one, found.get(lists.get(toAddressKey(one.email))!)!)]),
	);
}

/** Fails unless exactly one entity of the type has a contact with exactly this address. */
function pickEntity({ type, email }: EntityByContact, found: Result<Contact[]>): Result<string> {
	if (found.status === 'failed') return found;
	const exact = found.value.filter((contact) => isSameEmailAddress(contact.email, email));
	const ofType = exact.filter(({ entity }) => entity.type === type);
	const ids = new Set(ofType.map(({ entity }) => entity.id));
	if (ids.size === 1) return done([...ids][0]!);
	if (ids.size === 0) {
		const others = unique(exact.map(({ entity }) => `${entity.type} ${entity.id}`));
		const hint = others.length > 0 ? `. It belongs to a contact of ${listNames(others)}` : '';
		const message = `No ${toLabel(type).toLowerCase()} in Sonar has a contact with the address ${email}${hint}`;
		return failed(new SonarError('noContact', message, { context: { entities: others } }));
	}
	const entities = unique(ofType.map(({ entity, name }) => `${type} ${entity.id} (${name})`));
	const message = `Contacts of several entities have the address ${email}: ${listNames(entities)}`;
	return failed(new SonarError('notUnique', message, { context: { entities } }));
}

function unique(names: readonly string[]): string[] {
	return [...new Set(names)];
}

interface Resolution<Input, Thing> {
	/** Undefined if an input is about no entity. */
	refOf: (input: Input) => EntityRef | undefined;
	/** A new object: the input with its entity. */
	complete: (input: Input, entity: { type: string; id: string } | undefined) => Thing;
}

/** Completes inputs with their entities. Looks up all addresses together. */
export async function resolveEntities<Input, Thing>(
	client: SonarClient,
	inputs: readonly Input[],
	{ refOf, complete }: Resolution<Input, Thing>,
): Promise<Outcomes<Input, Thing>> {
	const refs = new Map(inputs.map((input) => [input, refOf(input)]));
	const byContact = [...refs.values()].filter((ref) => ref !== undefined && 'email' in ref);
	const found = await findByContacts(client, byContact);
	return new Map(
		inputs.map((input): [Input, Outcome<Thing>] => {
			const ref = refs.get(input);
			if (!ref || 'id' in ref) return [input, done(complete(input, ref))];
			const id = found.get(ref)!;
			if (id.status === 'failed') return [input, failed(id.error)];
			return [input, done(complete(input, { type: ref.type, id: id.value }))];
		}),
	);
}
