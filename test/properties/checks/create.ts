import type { INodeParameters } from 'n8n-workflow';

import type { Entity, StoredFile } from '../../sonar';
import { text, type Ran, type Success } from '../Ran';
import type { CreateStep } from '../steps';
import type { EntityOfWorld, World } from '../World';
import { accountsFor, checkSilence, countBy } from './accounts';
import { checkStored, contentsOf } from './stored';

/** The ticket or reply that an item requests. */
interface Wanted {
	item: number;
	message: string;
	/** The contents of its files, as in `contentOf`. */
	contents: string[];
	/** Files uploaded earlier. */
	fileIds: string[];
	/** What the ticket is about, or the ticket that is answered. */
	of: EntityOfWorld;
	isRefused: boolean;
}

const TYPES = { ticket: 'Ticket', reply: 'TicketReply', comment: 'TicketComment' };
const TICKET: EntityOfWorld = { type: 'Ticket', id: '7' };

/** Creates tickets, replies or comments, and compares the node's claims with Sonar's books. */
export async function create(world: World, step: CreateStep): Promise<string[]> {
	const type = TYPES[step.what];
	const wanted = step.items.map(({ files, fileIds, of, message }, item): Wanted => ({
		item,
		message,
		contents: contentsOf(files),
		fileIds: fileIds.map((choice) => world.fileOf(choice)),
		of: step.what === 'ticket' ? world.entityOf(of % 2) : of % 5 === 4 ? world.entityOf(4) : TICKET,
		isRefused: files.some(({ name }) => name.endsWith('.exe')),
	}));
	const known = new Set(world.entities(type).map(({ id }) => id));
	const linkedBefore = new Map(world.sonar.files.map((file) => [file.id, file.fileable_id]));
	const input = await Promise.all(
		step.items.map(
			async ({ files }) =>
				await world.item(Object.fromEntries(files.map((file, index) => [`file_${index}`, file]))),
		),
	);
	const ran = await world.run(
		step,
		step.what === 'ticket' ? 'sonarCreateTicket' : 'sonarReplyToTicket',
		parametersOf(step),
		input.map(({ binary }, item) => {
			const { message, fileIds, of } = wanted[item]!;
			return { json: { message, fileIds, of: of.id }, binary };
		}),
	);
	const books: Books = {
		created: world.entities(type).filter(({ id }) => !known.has(id)),
		filesOf: ({ id }) =>
			world.sonar.files.filter((file) => file.fileable_type === type && file.fileable_id === id),
		contentOf: ({ id }) => world.sonar.content(id).toString('latin1'),
		linkedBefore,
	};
	return [
		...ran.successes.flatMap((success) => checkClaim(success, wanted, books)),
		...checkOnce(ran, wanted, books),
		...checkFiles(world, ran, wanted, books),
		...checkSilence(ran, wanted.length),
		...checkFailures(world, step, ran, wanted, books),
	];
}

interface Books {
	created: readonly Entity[];
	filesOf: (entity: Entity) => StoredFile[];
	contentOf: (file: Readonly<StoredFile>) => string;
	/** The entity that each earlier file was linked to. */
	linkedBefore: ReadonlyMap<string, string | null>;
}

function parametersOf({ what, perRequest, parallelRequests }: CreateStep): INodeParameters {
	const common = {
		binaryPropertyName: '*',
		additionalFields: { fileIds: '={{ $json.fileIds }}' },
		options: { entitiesPerRequest: perRequest, parallelRequests },
	};
	const id = { __rl: true, mode: 'id', value: '={{ $json.of }}' };
	return what === 'ticket'
		? {
				...common,
				subject: '={{ $json.message }}',
				description: 'D',
				relatedTo: 'Account',
				relatedId: id,
			}
		: { ...common, ticketId: id, kind: what, body: '={{ $json.message }}' };
}

const messageOf = ({ type, subject, body }: Entity) => (type === 'Ticket' ? subject : body);

/** The ID that an item claims to have created. Replies and comments name their ticket, too. */
function nameOf({
	ticket_id,
	comment_id = ticket_id,
	reply_id = comment_id,
}: Success['json']): string {
	return text(reply_id);
}

/** Each item names its own ticket or reply, with its own files. */
function checkClaim({ item, json }: Success, wanted: readonly Wanted[], books: Books): string[] {
	const asked = wanted[item];
	const named = nameOf(json);
	const entity = books.created.find(({ id }) => id === named);
	if (!asked || !entity) return [`item ${item} names ${named}, which was not created now`];
	const files = books.filesOf(entity);
	const given = files.filter(({ id }) => asked.fileIds.includes(id));
	const contents = files.filter((file) => !given.includes(file)).map(books.contentOf);
	const ids = files.map(({ id }) => id);
	const fileIds = json.file_ids as string[];
	return [
		...(messageOf(entity) === asked.message
			? []
			: [`item ${item} names another one's ${entity.type} ${entity.id}`]),
		...(isSame(ids, fileIds)
			? []
			: [`item ${item} names the files ${fileIds.join()}, not ${ids.join()}`]),
		...(isSame(contents, asked.contents) && given.length === new Set(asked.fileIds).size
			? []
			: [`${entity.type} ${entity.id} of item ${item} has not its own files`]),
	];
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
	return JSON.stringify([...some].sort()) === JSON.stringify([...others].sort());
}

/** Nothing is created twice, and what is created is named or accounted for. */
function checkOnce(ran: Ran, wanted: readonly Wanted[], { created }: Books): string[] {
	const named = new Set(ran.successes.map(({ json }) => nameOf(json)));
	const asked = countBy(wanted.map(({ message }) => message));
	const made = countBy(created.map((entity) => messageOf(entity) ?? ''));
	return [
		...(named.size < ran.successes.length ? ['two items name the same'] : []),
		...[...made]
			.filter(([message, count]) => count > (asked.get(message) ?? 0))
			.map(([message]) => `"${message}" was created twice`),
		...created
			.filter(({ id }) => !named.has(id))
			.filter((entity) =>
				wanted.every(
					({ item, message }) =>
						message !== messageOf(entity) ||
						!ran.errorsOf(item).some((error) => accountsFor(error, entity.id)),
				),
			)
			.map(({ type, id }) => `${type} ${id} was created, and nothing says so`),
	];
}

/** Stored files are linked to what was created, or accounted for. No other file was touched. */
function checkFiles(world: World, ran: Ran, wanted: readonly Wanted[], books: Books): string[] {
	const files = new Map(world.sonar.files.map((file) => [file.id, file]));
	const kept = new Set(books.created.flatMap(books.filesOf).map(({ id }) => id));
	const senders = wanted.map(({ item, contents }) => ({ items: [item], contents }));
	const moved = [...books.linkedBefore].filter(
		([id, owner]) =>
			files.get(id)!.fileable_id !== owner && !wanted.some(({ fileIds }) => fileIds.includes(id)),
	);
	return [
		...checkStored(world, ran, kept, senders),
		...moved.map(([id]) => `file ${id} was linked, and nobody asked for it`),
	];
}

function checkFailures(
	world: World,
	{ goodToken, breaks }: CreateStep,
	ran: Ran,
	wanted: readonly Wanted[],
	{ linkedBefore }: Books,
): string[] {
	if (!goodToken || breaks) return [];
	if (world.allows('uploadFails', 'uploadUnknown', 'createUnknown', 'listLags')) return [];
	const times = countBy(wanted.flatMap(({ fileIds }) => fileIds));
	const isFree = (id: string) => linkedBefore.get(id) === null && times.get(id) === 1;
	const isPossible = ({ isRefused, of, fileIds }: Wanted) =>
		!isRefused && of.id !== world.unknownEntity.id && fileIds.every(isFree);
	const wrong = ran.failures.filter(({ item }) => isPossible(wanted[item]!));
	if (ran.stopped && wanted.every(isPossible)) wrong.push(ran.stopped);
	return wrong.map(({ item, message }) => `item ${item} should have been created: ${message}`);
}
