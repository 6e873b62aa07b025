import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';

import type { Effect, Outcomes } from '../sonar/outcome';
import type { RememberingRun } from '../sonar/tickets/createWithFiles';
import type { Item } from './Item';

/** How the requests of an input may be sent. */
export interface RequestSettings {
	/** How many requests may be under way at once. */
	parallelRequests: number;
	/** A request ends after so many milliseconds without a byte. */
	idleTimeout: number;
}

export interface OutputItem {
	json: IDataObject;
	binary?: IBinaryKeyData;
}

type Execute<Thing, T> = (open: Thing[]) => Promise<Outcomes<Thing, T>>;

/** The tools that a task runs with: the client and pool of the credential that the inputs share. */
export interface Run<Input> extends RememberingRun<Input> {
	/** Carries out inputs, unless an earlier try of Retry On Fail has done them, or may have. */
	once: <T>(inputs: readonly Input[], execute: Execute<Input, T>) => Promise<Outcomes<Input, T>>;
}

/** What a node does with its items; `runItems` does the rest. */
export interface ItemTask<Input extends RequestSettings, Output> {
	/** Reads everything that an item asks for. */
	read(item: Item): Input[] | Promise<Input[]>;
	/** Carries out inputs with one credential. */
	run(inputs: readonly Input[], run: Run<Input>): Promise<Outcomes<Input, Output>>;
	/** The output items of one input, before they are paired with its item. */
	present(output: Output, input: Input): OutputItem[];
	/** More fields of a failed item beside its error, made from its effects. */
	presentFailure?(effects: readonly Effect[]): IDataObject;
	/** A remark for the output panel, if a user would wonder about the outputs. */
	remark?(outputs: Output[]): string | undefined;
	/** What to do before a call of unknown outcome is made again. */
	howToLook?: string;
}
