import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';

import type { Effect, Outcomes } from '../sonar/outcome';
import type { RememberingRun } from '../sonar/tickets/saveWithFiles';
import type { Item } from './Item';

/** How to send the requests of an input. */
export interface RequestSettings {
	parallelRequests: number;
	/** In milliseconds without a byte. */
	idleTimeout: number;
}

export interface OutputItem {
	json: IDataObject;
	binary?: IBinaryKeyData;
	/** Of the node's outputs. The first by default. */
	output?: number;
}

type Execute<Thing, T> = (open: Thing[]) => Promise<Outcomes<Thing, T>>;

/** The tools that a task runs with: the client and pool of the credential that the inputs share. */
export interface Run<Input> extends RememberingRun<Input> {
	/** Runs the inputs that no earlier try of Retry On Fail has done, or may have. */
	once: <T>(inputs: readonly Input[], execute: Execute<Input, T>) => Promise<Outcomes<Input, T>>;
}

export interface Failure<Input> {
	error: Error;
	/** What was done before it failed, or may have been. */
	effects: readonly Effect[];
	/** None if the item could not be read. */
	input?: Input;
}

/** What a node does with its items. `runItems` does the rest. */
export interface ItemTask<Input extends RequestSettings, Output> {
	/** Reads the inputs of an item. */
	read(item: Item): Input[] | Promise<Input[]>;
	/** Runs inputs that share a credential. */
	run(inputs: readonly Input[], run: Run<Input>): Promise<Outcomes<Input, Output>>;
	/** The output items of one input, not paired yet. */
	present(output: Output, input: Input): OutputItem[];
	/** How many outputs the node has. One by default. */
	outputs?: number;
	/** The output for failed items, unless the node has one for errors. The first by default. */
	failureOutput?: number;
	/** Fields of a failed item, beside its error. */
	presentFailure?(failure: Failure<Input>): IDataObject;
	/**
	 * A hint for the output panel, if the outputs of these inputs might surprise a user. The editor itself
	 * may tell that Limit was reached.
	 */
	remark?(outputs: Output[], inputs: Input[], isLimitTold: boolean): string | undefined;
	/** What to do before repeating a call with an unknown outcome. */
	howToLook?: string;
}
