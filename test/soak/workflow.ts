import type { INodeExecutionData } from 'n8n-workflow';

import { chain, type Engine } from '../engine';
import { byId } from '../nodes/kit';
import type { Sonar } from '../sonar';

/** The outcome of each item, by its index: the output of the node, or the message of its error. */
export type Outcomes = Array<{ json?: INodeExecutionData['json']; error?: string }>;

const nameOf = (index: number) => `${index}.txt`;

/** Uploads a file for each item. */
export async function uploadEach(engine: Engine, sonar: Sonar, items: number): Promise<Outcomes> {
	const input = await Promise.all(
		Array.from({ length: items }, async (_, index): Promise<INodeExecutionData> => {
			const data = await engine.storeBinary(
				Buffer.from(nameOf(index)),
				nameOf(index),
				'text/plain',
			);
			return { json: { index }, binary: { data } };
		}),
	);
	const options = { filesPerRequest: 4, idleTimeout: 2 };
	return await outcomesOf(engine, sonar, 'sonarUploadFile', { options }, input);
}

/** Links each uploaded file to the account with the item's number as its id. */
export async function linkEach(engine: Engine, sonar: Sonar, uploads: Outcomes): Promise<Outcomes> {
	const stored = uploads.flatMap(({ json }, index) => (json ? [{ index, id: json.id! }] : []));
	const outcomes = await outcomesOf(
		engine,
		sonar,
		'sonarLinkFile',
		{
			fileableType: 'Account',
			fileableId: byId('={{ $json.index + 1 }}'),
			options: { entitiesPerRequest: 4, idleTimeout: 2 },
		},
		stored.map((json) => ({ json })),
	);
	const links: Outcomes = uploads.map(() => ({}));
	stored.forEach(({ index }, position) => (links[index] = outcomes[position]!));
	return links;
}

async function outcomesOf(
	engine: Engine,
	sonar: Sonar,
	type: string,
	parameters: object,
	input: INodeExecutionData[],
): Promise<Outcomes> {
	const node = {
		name: 'Node',
		type: `n8n-nodes-sonar-software.${type}`,
		parameters: { ...parameters },
		credentials: ['sonarApi'],
		onError: 'continueRegularOutput' as const,
	};
	const run = await engine.run({
		workflow: chain([node]),
		credentials: { sonarApi: { instanceUrl: sonar.url, accessToken: sonar.token } },
		input,
	});
	const output = run.output('Node');
	if (run.error || output.length !== input.length) {
		throw new Error(
			`${type} gave ${output.length} of ${input.length} items: ${run.error?.message}`,
		);
	}
	return output.map(({ json, error }) => (error ? { error: json.error as string } : { json }));
}
