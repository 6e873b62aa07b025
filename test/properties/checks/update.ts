import type { StoredFile } from '../../sonar';
import { text, type Ran } from '../Ran';
import type { UpdateStep } from '../steps';
import type { World } from '../World';
import { checkSilence } from './accounts';

/** The update that an item requests. */
interface Wanted {
	item: number;
	id: string;
	description: string;
	primaryImage?: boolean;
}

type Books = ReadonlyMap<string, Readonly<StoredFile>>;

/** Describes files, and compares the node's claims with Sonar's books. */
export async function update(world: World, step: UpdateStep): Promise<string[]> {
	const wanted = step.updates.map(({ file, ...changes }, item): Wanted => ({
		item,
		id: world.fileOf(file),
		...changes,
	}));
	const before = booksOf(world);
	const ran = await world.run(
		step,
		'sonarUpdateFile',
		{
			fileId: '={{ $json.id }}',
			updateFields: {
				description: '={{ $json.description }}',
				primaryImage: '={{ $json.primaryImage }}',
			},
			options: { entitiesPerRequest: step.perRequest, parallelRequests: step.parallelRequests },
		},
		wanted.map(({ id, description, primaryImage = false }) => ({
			json: { id, description, primaryImage },
		})),
	);
	const after = booksOf(world);
	return [
		...checkClaims(ran, wanted, after),
		...checkBooks(wanted, before, after),
		...checkSilence(ran, wanted.length),
		...checkFailures(step, ran, wanted, before),
	];
}

/** A copy: the server changes its files in place. */
function booksOf({ sonar }: World): Books {
	return new Map(sonar.files.map((file) => [file.id, { ...file }]));
}

/** An empty description counts as none. */
function isSo(file: Readonly<StoredFile>, { description }: Wanted): boolean {
	return file.description === (description || null);
}

function checkClaims({ successes }: Ran, wanted: readonly Wanted[], after: Books): string[] {
	return successes.flatMap(({ item, json }) => {
		const asked = wanted[item];
		if (asked?.id !== text(json.id))
			return [`item ${item} asks for ${asked?.id}, and its output is ${text(json.id)}`];
		// Another item may have described the file afterwards.
		const others = wanted.filter(({ id }) => id === asked.id);
		const file = after.get(asked.id);
		return file && others.some((one) => isSo(file, one))
			? []
			: [`item ${item} says that ${asked.id} is described, and it is not`];
	});
}

function checkBooks(wanted: readonly Wanted[], before: Books, after: Books): string[] {
	return [...after.values()]
		.filter(({ id, _version }) => _version !== before.get(id)?._version)
		.filter((file) => !wanted.some((asked) => asked.id === file.id && isSo(file, asked)))
		.map(({ id }) => `file ${id} was changed in a way that nobody asked for`);
}

function checkFailures(
	{ goodToken, breaks }: UpdateStep,
	ran: Ran,
	wanted: readonly Wanted[],
	before: Books,
): string[] {
	if (!goodToken || breaks) return [];
	const isPossible = ({ id, primaryImage }: Wanted) =>
		before.has(id) && (!primaryImage || before.get(id)!.mime_type.startsWith('image/'));
	const wrong = ran.failures.filter(({ item }) => isPossible(wanted[item]!));
	if (ran.stopped && wanted.every(isPossible)) wrong.push(ran.stopped);
	return wrong.map(({ item, message }) => `item ${item} should have been updated: ${message}`);
}
