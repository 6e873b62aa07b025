import type { INodeParameters } from 'n8n-workflow';

import { numbered } from '../files';
import { byId, Kit } from '../kit';

/** More than any run has under way. */
const COUNT = 45;

/** Each file, ticket and download of a node in a request of its own, so many at once. */
async function runAll(kit: Kit, parallelRequests: number): Promise<void> {
	const one = { parallelRequests, filesPerRequest: 1, entitiesPerRequest: 1 };
	const run = async (type: string, parameters: INodeParameters, input = noFiles()) => {
		const { items } = await kit.run({ type, parameters: { ...parameters, options: one }, input });
		if (items.length !== COUNT) throw new Error(`${type} gave ${items.length} items.`);
		return items;
	};
	const uploaded = await run('sonarUploadFile', {}, await kit.items(...numbered(COUNT)));
	const ids = uploaded.map(({ json }) => json.id as string);
	for (const [index, id] of ids.entries()) {
		kit.sonar.link(id, { type: 'Account', id: String(index + 1) });
	}
	const fileableId = byId('={{ $itemIndex + 1 }}');
	const listed = await run('sonarListFiles', { fileableType: 'Account', fileableId });
	await run('sonarDownloadFile', {}, listed);
	for (const id of ids) await kit.sonar.remove(id);
}

function noFiles() {
	return Array.from({ length: COUNT }, () => ({ json: {} }));
}

/** The process that the test starts: in jest's own, Node's warnings reach no listener. */
async function main(): Promise<void> {
	const warnings: string[] = [];
	process.on('warning', ({ name, message }) => warnings.push(`${name}: ${message}`));
	// So that requests really wait side by side.
	const kit = await Kit.start({ latencyInMilliseconds: 20 });
	try {
		for (let id = 1; id <= COUNT; id += 1) kit.sonar.addEntity('Account', { id: String(id) });
		for (const parallelRequests of [10, 20]) await runAll(kit, parallelRequests);
	} finally {
		await kit.stop();
	}
	process.send!(warnings);
}

void main().finally(() => process.disconnect());
