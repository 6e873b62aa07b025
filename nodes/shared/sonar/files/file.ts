import { toTextOrNull } from '../text';
import { parseWholeNumber } from '../ids';
import { isRecord } from '../guards';
import { SonarError } from '../SonarError';

/** The fields of Sonar's type File that the nodes give, in the order of their output. */
export const FILE_FIELDS = [
	'id',
	'filename',
	'description',
	'mime_type',
	'file_size_in_bytes',
	'fileable_type',
	'fileable_id',
	'primary_image',
	'created_at',
	'updated_at',
] as const;

/** The fields that List Files adds without Simplify. */
export const TECHNICAL_FILE_FIELDS = ['sonar_unique_id', '_version', 'user_id'] as const;

/** The fields that identify a file and its entity. */
export const IDENTIFYING_FIELDS = [
	'id',
	'filename',
	'mime_type',
	'file_size_in_bytes',
	'fileable_type',
	'fileable_id',
] as const;

export type FileField = (typeof FILE_FIELDS)[number] | (typeof TECHNICAL_FILE_FIELDS)[number];

/** A file as Sonar describes it; IDs and sizes are decimal text. */
export interface SonarFile {
	id: string;
	filename: string;
	mime_type: string;
	file_size_in_bytes: string | null;
	fileable_type: string | null;
	fileable_id: string | null;
	description?: string | null;
	primary_image?: boolean | null;
	created_at?: string | null;
	updated_at?: string | null;
	sonar_unique_id?: string | null;
	_version?: string | null;
	user_id?: string | null;
}

/** An entity that a file can be linked to. */
export interface Entity {
	/** A name in Sonar's enum FileableType. */
	type: string;
	id: string;
}

/**
 * The error for an entity type that Sonar's schema does not have, if its words say that. They are a
 * programmer's, about variables and enums.
 */
export function readTypeRefusal(words: string, type: string | undefined): SonarError | undefined {
	if (!/\benum\b|FileableType/i.test(words)) return undefined;
	return new SonarError('entityType', `Sonar has no entity type "${type}"`, { reason: words });
}

/**
 * Sonar's description of a file, with the fields that were asked for, in their order.
 *
 * @throws SonarError if it has no ID
 */
export function parseFile(value: unknown, fields: readonly FileField[]): SonarFile {
	if (!isRecord(value)) throw new SonarError('incomplete', 'Sonar answered without a file');
	const id = parseWholeNumber(value.id, 'the ID of a file');
	const parsed = fields.map((name) => {
		const given = value[name];
		return [name, name === 'primary_image' ? given === true : toTextOrNull(given)];
	});
	return {
		...(Object.fromEntries(parsed) as unknown as SonarFile),
		id,
		filename: toTextOrNull(value.filename) ?? '',
		mime_type: toTextOrNull(value.mime_type) ?? '',
	};
}

/** A file with no more than some of its fields. */
export function pickFields(file: SonarFile, fields: readonly FileField[]): SonarFile {
	return Object.fromEntries(fields.map((name) => [name, file[name]])) as unknown as SonarFile;
}

/** A file for people, for example "61 (myFile.pdf)". */
export function describeFile({ id, filename }: SonarFile): string {
	return filename ? `${id} (${filename})` : id;
}

export function isUnlinked(file: SonarFile): boolean {
	return file.fileable_type === null;
}

export function isLinkedTo(file: SonarFile, { type, id }: Entity): boolean {
	return file.fileable_type === type && file.fileable_id === id;
}
