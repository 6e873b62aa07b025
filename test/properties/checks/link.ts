import type { IDataObject } from 'n8n-workflow';

import type { StoredFile } from '../../sonar';
import { text, type Ran } from '../Ran';
import type { LinkStep } from '../steps';
import { ENTITIES, type EntityOfWorld, type World } from '../World';
import { accountsFor } from './accounts';

/** The link that an item requests. */
interface Wanted {
	item: number;
	id: string;
	entity: EntityOfWorld;
}

type Books = Map<string, Readonly<StoredFile>>;

/** Links files, and compares the node's claims with Sonar's books. */
export async function link(world: World, step: LinkStep): Promise<string[]> {
	const wanted = step.links.map(({ file, entity }, item) => ({
		item,
		id: world.fileOf(file),
		entity: world.entityOf(entity),
	}));
	const before = booksOf(world);
	const ran = await world.run(
		step,
		'sonarLinkFile',
		{
			fileId: '={{ $json.id }}',
			fileableType: '={{ $json.type }}',
			fileableId: { __rl: true, mode: 'id', value: '={{ $json.entity }}' },
			options: { entitiesPerRequest: step.perRequest, parallelRequests: step.parallelRequests },
		},
		wanted.map(({ id, entity: { type, id: entity } }) => ({ json: { id, type, entity } })),
	);
	const after = booksOf(world);
	return [
		...ran.successes.flatMap(({ item, json }) => checkClaim(wanted[item], json, after)),
		...checkBooks(ran, wanted, before, after),
		...checkFailures(world, step, ran, wanted, before),
	];
}

function booksOf({ sonar }: World): Books {
	return new Map(sonar.files.map((file) => [file.id, file]));
}

const isAt = (books: Books, { id, entity }: Wanted) =>
	books.get(id)?.fileable_type === entity.type && books.get(id)?.fileable_id === entity.id;

function checkClaim(wanted: Wanted | undefined, json: IDataObject, after: Books): string[] {
	if (!wanted) return ['an output belongs to no item'];
	const { item, id, entity } = wanted;
	const said = [json.file_id, json.fileable_type, json.fileable_id].map(text).join(' ');
	if (said !== `${id} ${entity.type} ${entity.id}`)
		return [`item ${item} asks for ${id} ${entity.type} ${entity.id}, and its output says ${said}`];
	return isAt(after, wanted) ? [] : [`item ${item} says that ${said} is linked, and it is not`];
}

/** Every link was requested, and is reported or accounted for. */
function checkBooks(ran: Ran, wanted: readonly Wanted[], before: Books, after: Books): string[] {
	const linked = [...after.values()].filter(
		({ id, fileable_id }) => fileable_id !== before.get(id)?.fileable_id,
	);
	return linked.flatMap((file) => {
		const asked = wanted.filter((link) => link.id === file.id && isAt(after, link));
		if (asked.length === 0) return [`file ${file.id} was linked where nobody asked for it`];
		const said = asked.some(
			({ item }) =>
				ran.successes.some((success) => success.item === item) ||
				ran.errorsOf(item).some((message) => accountsFor(message, file.id)),
		);
		return said ? [] : [`file ${file.id} was linked, and nothing says so`];
	});
}

function checkFailures(
	world: World,
	{ goodToken, breaks }: LinkStep,
	ran: Ran,
	wanted: readonly Wanted[],
	before: Books,
): string[] {
	const isDone = (item: number) => ran.successes.some((success) => success.item === item);
	const silent = wanted.filter(({ item }) => !isDone(item) && ran.errorsOf(item).length === 0);
	const violations = silent.map(({ item }) => `nothing is said of item ${item}`);
	if (world.allows('linkUnknown') || breaks || !goodToken) return violations;

	const isPossible = ({ id, entity }: Wanted) =>
		before.get(id)?.fileable_id === null && ENTITIES.includes(entity);
	const isAlone = ({ id }: Wanted) => wanted.filter((link) => link.id === id).length === 1;
	const mustSucceed = (link: Wanted) => isPossible(link) && isAlone(link);
	const wrong = ran.failures.filter(({ item }) => mustSucceed(wanted[item]!));
	if (ran.stopped && wanted.every(mustSucceed)) wrong.push(ran.stopped);
	return [
		...violations,
		...wrong.map(({ item, message }) => `item ${item} should have been linked: ${message}`),
	];
}
