import type { Outcome } from '../sonar/outcome';
import type { Credential } from './host';
import type { Item } from './Item';

/** One thing that an item asks for. */
export interface Asked<Input> {
	item: Item;
	/** Its place among the things that the item asks for. */
	position: number;
	input: Input;
	credential: Credential;
}

/** An item, or one thing that it asks for, and the outcome. */
export interface Entry<Input, Output> {
	item: Item;
	asked?: Asked<Input>;
	outcome: Outcome<Output, Error>;
}

export function hasFailed({ outcome }: Entry<unknown, unknown>): boolean {
	return outcome.status === 'failed';
}
