import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { groupByKey } from '../sonar/batch/planning';
import { attempt, failed, SKIPPED, type Outcome } from '../sonar/outcome';
import { SonarError } from '../sonar/SonarError';
import { buildRun } from './buildRun';
import { buildCredentialReader } from './credentialReader';
import { hasFailed, type Entry } from './entry';
import type { Credential } from './host';
import { Item } from './Item';
import { addHints, throwFirstFailure, toItems } from './present';
import type { ItemTask, RequestSettings } from './task';

/**
 * Runs a node's task over all of its items and turns the outcomes into items: in the order of the
 * input, each paired with its item, failures as the node's On Error setting says.
 *
 * @throws NodeOperationError or NodeApiError for the first failed item, if the node stops on errors
 */
export async function runItems<Input extends RequestSettings, Output>(
	context: IExecuteFunctions,
	task: ItemTask<Input, Output>,
): Promise<INodeExecutionData[][]> {
	const stopOnFailure = !context.continueOnFail();
	const entries: Array<Entry<Input, Output>> = [];
	const readCredential = buildCredentialReader(context);
	for (const [index, data] of context.getInputData().entries()) {
		entries.push(...(await readItem(new Item(context, index, data), task, readCredential)));
	}
	if (!stopOnFailure || !entries.some(hasFailed)) {
		await runEntries(context, entries, task, stopOnFailure);
	}
	if (!stopOnFailure || !entries.some(hasFailed)) failIfLeftOut(entries);
	if (stopOnFailure) throwFirstFailure(context, entries, task);
	addHints(context, entries, task);
	return [entries.flatMap((entry) => toItems(context, entry, task))];
}

/**
 * A thing may be skipped only because another one has failed. Otherwise it would be lost in silence.
 */
function failIfLeftOut(entries: ReadonlyArray<Entry<unknown, unknown>>): void {
	for (const entry of entries) {
		if (entry.outcome.status !== 'skipped') continue;
		entry.outcome = failed(new SonarError('bug', 'n8n-nodes-sonar-software left this out'));
	}
}

async function readItem<Input extends RequestSettings, Output>(
	item: Item,
	task: ItemTask<Input, Output>,
	readCredential: (itemIndex: number) => Promise<Credential>,
): Promise<Array<Entry<Input, Output>>> {
	try {
		const inputs = await task.read(item);
		const credential = await readCredential(item.index);
		return inputs.map((input, position) => {
			const asked = { item, position, input, credential };
			return { item, asked, outcome: SKIPPED };
		});
	} catch (error) {
		return [{ item, outcome: failed(error as Error) }];
	}
}

async function runEntries<Input extends RequestSettings, Output>(
	context: IExecuteFunctions,
	entries: ReadonlyArray<Entry<Input, Output>>,
	task: ItemTask<Input, Output>,
	stopOnFailure: boolean,
): Promise<void> {
	const asked = entries.flatMap((entry) => entry.asked ?? []);
	const outcomes = new Map<Input, Outcome<Output>>();
	for (const group of groupByKey(asked, ({ credential }) => credential.account)) {
		if (stopOnFailure && [...outcomes.values()].some(({ status }) => status === 'failed')) break;
		const inputs = group.map(({ input }) => input);
		const run = buildRun(context, group, stopOnFailure);
		const result = await attempt(async () => await task.run(inputs, run));
		for (const input of inputs) {
			outcomes.set(
				input,
				result.status === 'done' ? (result.value.get(input) ?? SKIPPED) : failed(result.error),
			);
		}
	}
	for (const entry of entries) {
		if (entry.asked) entry.outcome = outcomes.get(entry.asked.input) ?? SKIPPED;
	}
}
