import { text, type Success } from '../Ran';
import type { DownloadStep } from '../steps';
import type { World } from '../World';

/** Downloads files, and compares their bytes with those that Sonar stores. */
export async function download(world: World, step: DownloadStep): Promise<string[]> {
	const ids = step.files.map((choice) => world.fileOf(choice));
	const ran = await world.run(
		step,
		'sonarDownloadFile',
		{ options: { parallelRequests: step.parallelRequests } },
		ids.map((id) => ({ json: { id } })),
	);
	const violations = await Promise.all(
		ran.successes.map(async (success) => await checkFile(world, success, ids)),
	);
	const isDone = (item: number) => ran.successes.some((success) => success.item === item);
	const silent = ids.flatMap((_, item) =>
		isDone(item) || ran.errorsOf(item).length > 0 ? [] : [`nothing is said of item ${item}`],
	);
	const all = [...violations.flat(), ...silent];
	if (world.allows('downloadFails') || !step.goodToken) return all;

	const stored = new Set(world.sonar.files.map(({ id }) => id));
	const wrong = ran.failures.filter(({ item }) => stored.has(ids[item]!));
	if (ran.stopped && ids.every((id) => stored.has(id))) wrong.push(ran.stopped);
	return [
		...all,
		...wrong.map(({ item, message }) => `item ${item} should have been downloaded: ${message}`),
	];
}

async function checkFile(
	world: World,
	{ item, json, binary }: Success,
	ids: readonly string[],
): Promise<string[]> {
	const id = ids[item];
	const file = world.sonar.files.find((stored) => stored.id === id);
	if (!file || text(json.id) !== id)
		return [`item ${item} asks for ${id}, and its output is ${text(json.id)}`];
	const content = await world.readBinary(binary, 'data');
	if (!content?.equals(world.sonar.content(file.id)))
		return [`item ${item} gives other bytes than those of ${id}`];
	return json.filename === file.filename
		? []
		: [`item ${item} calls ${id} ${JSON.stringify(json.filename)}, not "${file.filename}"`];
}
