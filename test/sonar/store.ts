import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { DEFAULTS, USER_ID } from './defaults';
import { insertInOrder, removeFrom } from './fileOrder';
import { nextId, uniqueId, version } from './identity';
import { datetime } from './scalars';
import type { Time } from './time';
import type { Entity, EntityFields, FileChanges, FileFields, StoredFile } from './types';
import type { View } from './view';
import type { Happening } from './webhookEvents';

/** The id of the first upload in Sonar's article about files. */
export const FIRST_FILE_ID = 61n;
const BEGINNING = Date.UTC(2025, 0, 1);

const CHILDREN_OF_TICKETS = ['TicketReply', 'TicketComment'];

/** Everything that the server knows. Contents are in its folder. */
export class Store implements View {
	readonly files: StoredFile[] = [];

	/** Called for every change of a file or another entity. Without it when it was deleted. */
	onChange: (type: string, id: string, row?: StoredFile | Entity) => void = () => {};

	/** Called for what webhooks tell of. */
	onHappening: (happening: Happening) => void = () => {};

	private readonly fileById = new Map<string, StoredFile>();
	private readonly filesByEntity = new Map<string, StoredFile[]>();
	private readonly entitiesByType = new Map<string, Map<string, Entity>>();
	/** Of all that there ever were: the ID of a deleted one is not given again. */
	private largestFileId = '0';
	private readonly largestIds = new Map<string, string>();
	private time = BEGINNING;

	constructor(
		private readonly folder: string,
		private readonly types: string[],
		private readonly clock: Pick<Time, 'now'>,
		private readonly firstFileId = FIRST_FILE_ID,
	) {}

	newPath(): string {
		return join(this.folder, randomUUID());
	}

	addEntity(type: string, fields: EntityFields = {}): Entity {
		if (!this.types.includes(type)) throw new Error(`There are no entities of the type ${type}.`);
		if (CHILDREN_OF_TICKETS.includes(type) && !fields.ticket_id)
			throw new Error(`A ${type} needs a ticket_id.`);
		const { details, ...known } = fields;
		const entities = this.entitiesByType.get(type) ?? new Map<string, Entity>();
		const id = fields.id ?? nextId([...entities.keys(), this.largestIds.get(type) ?? '0'], 1n);
		if (entities.has(id)) throw new Error(`${type} ${id} exists already.`);
		const created_at = fields.created_at ? datetime(fields.created_at) : this.now();
		const entity: Entity = {
			name: `${type} ${id}`,
			subject: `${type} ${id}`,
			...DEFAULTS[type],
			...details,
			...known,
			type,
			id,
			sonar_unique_id: uniqueId(`${type} ${id}`),
			created_at,
			updated_at: created_at,
		};
		entities.set(id, entity);
		this.entitiesByType.set(type, entities);
		this.onChange(type, id, entity);
		this.onHappening({ model: type, event: 'CREATED', row: entity });
		return entity;
	}

	changeEntity(entity: Entity, changes: object): void {
		Object.assign(entity, changes);
		this.onChange(entity.type, entity.id, entity);
		this.onHappening({ model: entity.type, event: 'UPDATED', row: entity });
	}

	removeEntity(entity: Entity): void {
		const { type, id } = entity;
		this.entitiesByType.get(type)?.delete(id);
		if (BigInt(id) > BigInt(this.largestIds.get(type) ?? 0)) this.largestIds.set(type, id);
		this.onChange(type, id);
		this.onHappening({ model: type, event: 'DELETED', row: entity });
	}

	entity(type: string, id: string): Entity | undefined {
		return this.entitiesByType.get(type)?.get(id);
	}

	knownEntity(type: string, id: string): Entity {
		const entity = this.entity(type, id);
		if (entity) return entity;
		throw new Error(`There is no ${type} ${id}.`);
	}

	entities(type: string): Entity[] {
		return [...(this.entitiesByType.get(type)?.values() ?? [])];
	}

	file(id: string): StoredFile | undefined {
		return this.fileById.get(id);
	}

	filesOf(entity: Entity): StoredFile[] {
		return this.filesByEntity.get(`${entity.type} ${entity.id}`) ?? [];
	}

	addFile(fields: FileFields, path: string, size: number): StoredFile {
		const id = fields.id ?? nextId([this.largestFileId], this.firstFileId);
		if (this.fileById.has(id)) throw new Error(`File ${id} exists already.`);
		this.time += 1000;
		const created_at = fields.created_at ? datetime(fields.created_at) : this.now();
		const file: StoredFile = {
			id,
			sonar_unique_id: uniqueId(`File ${id}`),
			created_at,
			updated_at: created_at,
			_version: version({ id, updated_at: created_at }),
			description: fields.description ?? null,
			file_size_in_bytes: String(size),
			fileable_id: null,
			fileable_type: null,
			filename: fields.filename,
			mime_type: fields.mime_type ?? 'application/octet-stream',
			primary_image: fields.primary_image ?? false,
			user_id: fields.user_id ?? USER_ID,
			path,
		};
		this.fileById.set(id, file);
		if (BigInt(id) > BigInt(this.largestFileId)) this.largestFileId = id;
		insertInOrder(this.files, file);
		if (fields.fileable_type && fields.fileable_id)
			this.attach(file, fields.fileable_type, fields.fileable_id);
		this.onChange('File', id, file);
		this.onHappening({ model: 'File', event: 'CREATED', row: file });
		return file;
	}

	update(id: string, changes: FileChanges): void {
		this.changed(Object.assign(this.known(id), changes));
	}

	known(id: string): StoredFile {
		const file = this.file(id);
		if (!file) throw new Error(`There is no file ${id}.`);
		return file;
	}

	link(
		file: StoredFile,
		entity: Entity,
		changes: Partial<Pick<StoredFile, 'description' | 'primary_image'>> = {},
	): void {
		Object.assign(file, changes, { updated_at: this.today() });
		file._version = version({ id: file.id, updated_at: `${file.updated_at} linked` });
		this.attach(file, entity.type, entity.id);
		this.changed(file);
	}

	/** As Sonar's own mutation does. */
	change(file: StoredFile, changes: Pick<StoredFile, 'description' | 'primary_image'>): void {
		Object.assign(file, changes, { updated_at: this.now() });
		file._version = version({ id: file.id, updated_at: `${file.updated_at} changed` });
		this.changed(file);
	}

	async remove(file: StoredFile): Promise<void> {
		this.fileById.delete(file.id);
		this.onChange('File', file.id);
		this.onHappening({ model: 'File', event: 'DELETED', row: file });
		removeFrom(this.files, file);
		removeFrom(this.filesByEntity.get(`${file.fileable_type} ${file.fileable_id}`) ?? [], file);
		await rm(file.path, { force: true });
	}

	private changed(file: StoredFile): void {
		this.onChange('File', file.id, file);
		this.onHappening({ model: 'File', event: 'UPDATED', row: file });
	}

	private attach(file: StoredFile, type: string, id: string): void {
		const former = this.filesByEntity.get(`${file.fileable_type} ${file.fileable_id}`);
		removeFrom(former ?? [], file);
		file.fileable_type = type;
		file.fileable_id = id;
		const key = `${type} ${id}`;
		const siblings = this.filesByEntity.get(key) ?? [];
		insertInOrder(siblings, file);
		this.filesByEntity.set(key, siblings);
	}

	/** Of what nodes do. What tests make themselves is of 2025. */
	today(): string {
		return datetime(new Date(this.clock.now()).toISOString());
	}

	private now(): string {
		return new Date(this.time).toISOString().replace('.000Z', '+00:00');
	}
}
