import type { IBinaryData, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { Readable } from 'node:stream';

import { extensionOf, safeFileName, safeMimeType } from './fileNames';
import { isRecord } from './sonar/answers';
import type { SourceFile } from './sonar/multipart';
import { SonarError } from './sonar/SonarError';

/** A file of an item, as the field that names it gave it. */
export interface InputFile {
	/** The binary field; null for a binary object that is no field of this item. */
	field: string | null;
	binary: IBinaryData;
}

type BinaryFields = Record<string, IBinaryData>;

function isBinary(value: unknown): value is IBinaryData {
	return (
		isRecord(value) &&
		typeof value.mimeType === 'string' &&
		(typeof value.id === 'string' || typeof value.data === 'string')
	);
}

/** The binary fields of an item; n8n's combined mode keeps them in `json._files`. */
function fieldsOf({ json, binary }: INodeExecutionData): BinaryFields {
	const combined = isRecord(json._files) ? json._files : {};
	return Object.fromEntries(
		Object.entries({ ...combined, ...binary }).filter((entry): entry is [string, IBinaryData] =>
			isBinary(entry[1]),
		),
	);
}

function matching(fields: BinaryFields, pattern: string): string[] {
	const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
	const expression = new RegExp(`^${parts.join('.*')}$`, 's');
	const order = new Intl.Collator('en', { numeric: true });
	return Object.keys(fields)
		.filter((field) => expression.test(field))
		.sort((a, b) => order.compare(a, b));
}

function byPath(item: INodeExecutionData, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), item.json);
}

function notFound(name: string, fields: BinaryFields): SonarError {
	const names = Object.keys(fields);
	return new SonarError(
		name ? `The item has no binary field "${name}"` : 'Input Binary Field is empty',
		{
			remedy:
				names.length > 0
					? `Its binary fields are: ${names.join(', ')}. Enter one of them in Input Binary Field.`
					: 'It has no binary fields at all. Put a node that gives a file before this one.',
		},
	);
}

function filesNamed(item: INodeExecutionData, fields: BinaryFields, name: string): InputFile[] {
	const trimmed = name.trim();
	const names = trimmed.includes('*') ? matching(fields, trimmed) : [trimmed];
	if (names.length === 0) throw notFound(trimmed, fields);
	return names.map((field) => {
		const binary = fields[field] ?? byPath(item, field);
		if (!isBinary(binary)) throw notFound(field, fields);
		return { field, binary };
	});
}

/**
 * The files that Input Binary Field means: a name, several with commas, a pattern with `*`, a binary
 * object, or a list of these. A field that is meant twice counts once.
 *
 * @throws SonarError where something is not there; it names the fields that are
 */
export function inputFilesOf(item: INodeExecutionData, value: unknown): InputFile[] {
	const fields = fieldsOf(item);
	const collect = (part: unknown): InputFile[] => {
		if (Array.isArray(part)) return part.flatMap(collect);
		if (isBinary(part)) {
			const own = Object.entries(fields).find(([, { id, data }]) =>
				id ? id === part.id : data === part.data,
			);
			return [{ field: own?.[0] ?? null, binary: part }];
		}
		if (typeof part === 'string') {
			const names = part.split(',').filter((name) => name.trim());
			return names.flatMap((name) => filesNamed(item, fields, name));
		}
		throw notFound('', fields);
	};
	const files = collect(value);
	if (files.length === 0) throw notFound('', fields);
	return files.filter(
		({ field }, index) =>
			field === null || files.findIndex((other) => other.field === field) === index,
	);
}

/** The name of a file in Sonar: the given one, numbered among several, else the file's own. */
export function nameInSonar(
	binary: IBinaryData,
	given: string,
	position?: { index: number; count: number },
): string {
	const suffix = binary.fileExtension ? `.${binary.fileExtension}` : '';
	const own = safeFileName(binary.fileName ?? '', `file${suffix}`);
	if (!given.trim()) return own;
	const name = safeFileName(given, own);
	const extension = extensionOf(name) || extensionOf(own) || suffix;
	const stem = name.slice(0, name.length - extensionOf(name).length);
	const number = position && position.count > 1 ? `_${position.index + 1}` : '';
	return `${stem}${number}${extension}`;
}

/** A file of an item as the Sonar client takes it. Its content stays in n8n's storage until read. */
export async function sourceFileOf(
	{ helpers }: IExecuteFunctions,
	binary: IBinaryData,
	name: string,
): Promise<SourceFile> {
	const { id, data } = binary;
	const mimeType = safeMimeType(binary.mimeType);
	if (!id) {
		return {
			name,
			mimeType,
			size: Buffer.byteLength(data, 'base64'),
			open: () => Readable.from(Buffer.from(data, 'base64')),
		};
	}
	// Newer versions of n8n note the size in the item, which saves a look into the storage.
	const size = binary.bytes ?? (await helpers.getBinaryMetadata(id)).fileSize;
	return {
		name,
		mimeType,
		size,
		open: async () => await helpers.getBinaryStream(id),
	};
}
