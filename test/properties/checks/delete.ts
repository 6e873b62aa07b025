import type { StoredFile } from '../../sonar';
import { text, type Ran } from '../Ran';
import type { DeleteStep } from '../steps';
import type { World } from '../World';
import { accountsFor, checkSilence } from './accounts';

type Books = ReadonlyMap<string, Readonly<StoredFile>>;

/** Deletes files, and compares the node's claims with what is left. */
export async function deletion(world: World, step: DeleteStep): Promise<string[]> {
	const wanted = step.files.map((choice) => world.fileOf(choice));
	const before = booksOf(world);
	const ran = await world.run(
		step,
		'sonarDeleteFile',
		{
			fileId: '={{ $json.id }}',
			options: {
				deleteLinked: step.deleteLinked,
				entitiesPerRequest: step.perRequest,
				parallelRequests: step.parallelRequests,
			},
		},
		wanted.map((id) => ({ json: { id } })),
	);
	const after = booksOf(world);
	return [
		...checkClaims(ran, wanted, before, after),
		...checkBooks(world, step, ran, wanted, before, after),
		...checkSilence(ran, wanted.length),
		...checkFailures(world, step, ran, wanted, before),
	];
}

function booksOf({ sonar }: World): Books {
	return new Map(sonar.files.map((file) => [file.id, { ...file }]));
}

function checkClaims(
	{ successes }: Ran,
	wanted: readonly string[],
	before: Books,
	after: Books,
): string[] {
	return successes.flatMap(({ item, json }) => {
		const id = wanted[item];
		if (id === undefined || text(json.id) !== id)
			return [`item ${item} asks for ${id}, and its output is ${text(json.id)}`];
		if (after.has(id)) return [`item ${item} says that ${id} is deleted, and it is there`];
		return before.has(id)
			? []
			: [`item ${item} says that ${id} is deleted, and it never was there`];
	});
}

/** Every deleted file was requested, could be deleted, and is reported or accounted for. */
function checkBooks(
	world: World,
	{ deleteLinked }: DeleteStep,
	ran: Ran,
	wanted: readonly string[],
	before: Books,
	after: Books,
): string[] {
	const gone = [...before.values()].filter(({ id }) => !after.has(id));
	return gone.flatMap(({ id, fileable_id }) => {
		const items = wanted.flatMap((asked, item) => (asked === id ? [item] : []));
		if (items.length === 0) return [`file ${id} was deleted, and nobody asked for it`];
		// The query and the deletion are two requests, and the query may show an earlier state.
		if (fileable_id !== null && !deleteLinked && !world.allows('listLags'))
			return [`file ${id} was linked, and was deleted`];
		const said = items.some(
			(item) =>
				ran.successes.some((success) => success.item === item) ||
				ran.errorsOf(item).some((message) => accountsFor(message, id)),
		);
		return said ? [] : [`file ${id} was deleted, and nothing says so`];
	});
}

function checkFailures(
	world: World,
	{ deleteLinked, goodToken, breaks }: DeleteStep,
	ran: Ran,
	wanted: readonly string[],
	before: Books,
): string[] {
	if (!goodToken || breaks || world.allows('listLags', 'listFails')) return [];
	const isPossible = (id: string) =>
		before.has(id) && (deleteLinked || before.get(id)!.fileable_id === null);
	const wrong = ran.failures.filter(({ item }) => isPossible(wanted[item]!));
	if (ran.stopped && wanted.every(isPossible)) wrong.push(ran.stopped);
	return wrong.map(({ item, message }) => `item ${item} should have been deleted: ${message}`);
}
