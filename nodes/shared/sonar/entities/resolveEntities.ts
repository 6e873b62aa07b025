import type { SonarClient } from '../http/SonarClient';
import { done, failed, type Outcome, type Outcomes } from '../outcome';
import { findByContacts, type EntityByContact } from './contacts';

/** An entity by its id, or by the address of a contact. */
export type EntityRef = { type: string; id: string } | EntityByContact;

interface Resolution<Input, Thing> {
	/** Nothing if an input concerns no entity. */
	refOf: (input: Input) => EntityRef | undefined;
	/** The input with its entity; a new object. */
	complete: (input: Input, entity: { type: string; id: string } | undefined) => Thing;
}

/** Finds the ids of inputs that give an address. All addresses are asked for together. */
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
