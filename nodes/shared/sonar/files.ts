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

/** What List Files gives besides without Simplify. */
export const TECHNICAL_FILE_FIELDS = ['sonar_unique_id', '_version', 'user_id'] as const;

/** A file as Sonar describes it; ids and sizes are decimal text. */
export interface SonarFile {
	id: string;
	filename: string;
	mime_type: string;
	file_size_in_bytes: string;
	fileable_type: string | null;
	fileable_id: string | null;
	[field: string]: string | boolean | null;
}

/** What a file can be attached to. */
export interface Entity {
	/** A name in Sonar's enum FileableType. */
	type: string;
	id: string;
}
