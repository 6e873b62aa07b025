import type { INodeParameters } from 'n8n-workflow';

import type { StoredFile } from '../../sonar';
import { text, type Ran, type Success } from '../Ran';
import type { ListStep } from '../steps';
import { ENTITIES, type EntityOfWorld, type World } from '../World';
import { compareFiles } from './sorting';

type Files = ReadonlyArray<Readonly<StoredFile>>;

/** Lists files, and compares the lists with Sonar's books. */
export async function list(world: World, step: ListStep): Promise<string[]> {
	const entities = step.entities.map((choice) => ENTITIES[choice % ENTITIES.length]!);
	const known = world.sonar.listed;
	const ran = await world.run(
		step,
		'sonarListFiles',
		parametersOf(step),
		entities.map(({ type, id: entity }) => ({ json: { type, entity } })),
	);
	if (!step.goodToken)
		return ran.successes.length > 0 ? ['a list came with a token that is none'] : [];
	return [
		...checkErrors(world, ran),
		...(ran.stopped
			? []
			: entities.flatMap((entity, item) => checkList(world, step, { ran, known, entity, item }))),
	];
}

function parametersOf(step: ListStep): INodeParameters {
	const { scope, limit, filename, attribute, direction, perRequest, parallelRequests } = step;
	return {
		scope,
		fileableType: '={{ $json.type }}',
		fileableId: { __rl: true, mode: 'id', value: '={{ $json.entity }}' },
		returnAll: limit === undefined,
		limit: limit ?? 50,
		filters: filename === undefined ? {} : { filename },
		sort: { attribute, direction },
		options: { entitiesPerRequest: perRequest, parallelRequests },
	};
}

/** A list that changes while it is read may be reported as incomplete. */
function mayBeShort(world: World): boolean {
	return world.allows('listFails', 'listLags');
}

function checkErrors(world: World, { failures, stopped }: Ran): string[] {
	if (mayBeShort(world)) return [];
	return [...failures, ...(stopped ? [stopped] : [])].map(
		({ item, message }) => `the list of item ${item} failed: ${message}`,
	);
}

interface Listed {
	ran: Ran;
	/** The files as lists showed them before. */
	known: Files;
	entity: EntityOfWorld;
	item: number;
}

function checkList(world: World, step: ListStep, { ran, known, entity, item }: Listed): string[] {
	if (ran.failures.some((failure) => failure.item === item)) return [];
	const listed = ran.successes.filter((success) => success.item === item);
	const ids = new Set(listed.map(({ json }) => text(json.id)));
	const stored = new Map(world.sonar.files.map((file) => [file.id, file]));
	const isWanted = (file: Readonly<StoredFile> | undefined, fold: boolean) =>
		file !== undefined && isIn(step, entity, file) && isNamed(step, file, fold);
	// Searches may or may not be case-sensitive, and a change may show later.
	const must = known.filter(
		(file) => isWanted(file, false) && isWanted(stored.get(file.id), false),
	);
	const may = (id: string) => world.allows('listLags') || isWanted(stored.get(id), true);

	const limit = step.limit ?? Infinity;
	const missing = must.filter(({ id }) => !ids.has(id));
	const isCut = listed.length >= limit;
	return [
		...(ids.size < listed.length ? [`item ${item} lists a file twice`] : []),
		...[...ids]
			.filter((id) => !may(id))
			.map((id) => `item ${item} lists ${id}, which is elsewhere`),
		...(listed.length > limit ? [`item ${item} lists ${listed.length} files, not ${limit}`] : []),
		...(missing.length > 0 && !isCut && !(mayBeShort(world) && ran.saysShort)
			? [`item ${item} does not list ${idsOf(missing)}`]
			: []),
		...(missing.length > 0 && isCut && !ran.tellsOfLimit(limit)
			? [`item ${item} is cut by the limit, and no hint says so`]
			: []),
		...(isMerged(step, entity) ? [] : checkSorted(world, step, { listed, missing, stored, item })),
		...listed.flatMap(({ json }) => checkValues(world, item, json, stored.get(text(json.id)))),
	];
}

/** Several of Sonar's lists are merged, by an order of names that may differ from Sonar's. */
function isMerged({ scope, attribute }: ListStep, { type }: EntityOfWorld): boolean {
	return scope === 'entity' && type === 'Ticket' && attribute === 'filename';
}

function idsOf(files: Files): string {
	return files.map(({ id }) => id).join(', ');
}

function isIn({ scope }: ListStep, { type, id }: EntityOfWorld, file: StoredFile): boolean {
	if (scope === 'all') return true;
	if (scope === 'unlinked') return file.fileable_id === null;
	const isOwn = file.fileable_type === type && file.fileable_id === id;
	// All replies and comments belong to one ticket.
	const isOfTicket = ['TicketReply', 'TicketComment'].includes(file.fileable_type ?? '');
	return isOwn || (type === 'Ticket' && isOfTicket);
}

function isNamed({ filename = '' }: ListStep, file: StoredFile, fold: boolean): boolean {
	return fold
		? file.filename.toLowerCase().includes(filename.toLowerCase())
		: file.filename.includes(filename);
}

interface Sorted {
	listed: readonly Success[];
	missing: Files;
	stored: ReadonlyMap<string, StoredFile>;
	item: number;
}

/** The listed files are in order, and no missing file would precede the last one. */
function checkSorted(
	world: World,
	step: ListStep,
	{ listed, missing, stored, item }: Sorted,
): string[] {
	// Sizes are sorted as stored or as shown.
	if (world.has('pictureSizesDiffer') && step.attribute === 'file_size_in_bytes') return [];
	// The order may follow values that lists showed before.
	if (world.allows('listLags')) return [];
	const files = listed.flatMap(({ json }) => stored.get(text(json.id)) ?? []);
	const compare = compareFiles(step);
	const isSorted = files.every(
		(file, index) => index === 0 || compare(files[index - 1]!, file) <= 0,
	);
	const last = files.at(-1);
	const skipped = last ? missing.filter((file) => compare(file, last) < 0) : [];
	return [
		...(isSorted ? [] : [`item ${item} is not sorted by ${step.attribute} ${step.direction}`]),
		...(skipped.length > 0 ? [`item ${item} leaves out ${idsOf(skipped)}, which come first`] : []),
	];
}

function checkValues(
	world: World,
	item: number,
	json: Success['json'],
	file: StoredFile | undefined,
): string[] {
	if (!file || world.allows('listLags')) return [];
	const isPicture = file.mime_type.startsWith('image/');
	const fields = (['filename', 'file_size_in_bytes', 'fileable_id'] as const).filter(
		(field) =>
			!(field === 'file_size_in_bytes' && isPicture && world.has('pictureSizesDiffer')) &&
			text(json[field]) !== (file[field] ?? ''),
	);
	return fields.map(
		(field) =>
			`item ${item} gives ${text(json[field])} as ${field} of ${file.id}, not ${file[field]}`,
	);
}
