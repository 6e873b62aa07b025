import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';

import type { Pool } from '../sonar/batch/pool';
import type { SonarClient } from '../sonar/http/SonarClient';
import type { Effect, Outcomes } from '../sonar/outcome';
import type { Item } from './Item';

/** How an input lets its requests be sent. */
export interface RequestSettings {
	/** How many requests may be under way at once. */
	parallelRequests: number;
	/** Milliseconds without a byte that end a request. */
	idleTimeout: number;
}

export interface OutputItem {
	json: IDataObject;
	binary?: IBinaryKeyData;
}

type Execute<Thing, T> = (open: Thing[]) => Promise<Outcomes<Thing, T>>;

/** What a task has to run with. */
export interface Run<Input> {
	/** Of the credential that the inputs share. */
	client: SonarClient;
	pool: Pool;
	/** Carries out only what no earlier try of Retry On Fail has done, or may have done. */
	once: <T>(inputs: readonly Input[], execute: Execute<Input, T>) => Promise<Outcomes<Input, T>>;
	/**
	 * As `once`, for one step of a task that has several.
	 *
	 * @param name tells the steps apart
	 * @param ownerOf the input that a thing belongs to
	 */
	step: <Thing, T>(
		name: string,
		things: readonly Thing[],
		ownerOf: (thing: Thing) => Input,
		execute: Execute<Thing, T>,
	) => Promise<Outcomes<Thing, T>>;
}

/** What a node does with its items; `runItems` does the rest. */
export interface ItemTask<Input extends RequestSettings, Output> {
	/** Reads all that an item asks for. */
	read(item: Item): Input[] | Promise<Input[]>;
	/** Carries out what inputs with one credential ask for. */
	run(inputs: readonly Input[], run: Run<Input>): Promise<Outcomes<Input, Output>>;
	/** The output items of one input, before they are paired with its item. */
	present(output: Output, input: Input): OutputItem[];
	/** What stands in a failed item beside its error, by what was done for it. */
	presentFailure?(effects: readonly Effect[]): IDataObject;
	/** What a user would wonder about in the outputs, for the output panel. */
	remark?(outputs: Output[]): string | undefined;
	/** What to do before a call of unknown outcome is made again. */
	howToLook?: string;
}
