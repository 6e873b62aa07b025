import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';

import { isRecord } from '../sonar/guards';
import { listNames } from '../sonar/listNames';
import { splitParts, toParts } from './lists';
import { MissingValueError, ParameterError } from './nodeErrors';

/** A file of an item that a parameter names. */
export interface BinaryFile {
	/** Null for a binary object from outside of the item. */
	binaryField: string | null;
	binary: IBinaryData;
}

type BinaryFields = Record<string, IBinaryData>;

/** An item, as a place to find files. */
export interface FilesOfItem {
	data: INodeExecutionData;
	/** Whether n8n keeps files in `json._files`, in its combined mode. */
	isCombined: boolean;
	/** Whether a node of this execution put out this stored file. */
	hasGivenFile: (id: string) => boolean;
}

/** A parameter that names files. */
export interface FilesParameter {
	/** Its name in the editor and in errors, for example "Input Binary Field". */
	label: string;
	/** Whether the item may have no files. */
	mayBeEmpty: boolean;
}

/** Whether a value is a file: it has content, or a place in n8n's storage. A Code node may set nothing else. */
function isBinary(value: unknown): value is IBinaryData {
	if (!isRecord(value)) return false;
	const { id, data, mimeType } = value;
	const isBuffer = Buffer.isBuffer(data) || (isRecord(data) && data.type === 'Buffer');
	const hasContent = typeof data === 'string' || isBuffer;
	return (typeof id === 'string' && typeof mimeType === 'string') || hasContent;
}

/** The binary fields of an item, including those in its JSON in combined mode only. */
function readBinaryFields({ data: { json, binary }, isCombined }: FilesOfItem): BinaryFields {
	const combined = isCombined && isRecord(json._files) ? json._files : {};
	return Object.fromEntries(
		Object.entries({ ...combined, ...binary }).filter((entry): entry is [string, IBinaryData] =>
			isBinary(entry[1]),
		),
	);
}

/** Whether a name matches a pattern with `*`, in linear time: a regex could backtrack. */
function isMatch(name: string, pattern: string): boolean {
	const parts = pattern.split('*');
	const first = parts.shift()!;
	const last = parts.pop()!;
	if (name.length < first.length + last.length) return false;
	if (!name.startsWith(first) || !name.endsWith(last)) return false;
	const end = name.length - last.length;
	let place = first.length;
	for (const part of parts) {
		const found = name.indexOf(part, place);
		if (found === -1 || found + part.length > end) return false;
		place = found + part.length;
	}
	return true;
}

const order = new Intl.Collator('en', { numeric: true });

function findMatches(fields: BinaryFields, pattern: string): string[] {
	return Object.keys(fields)
		.filter((field) => isMatch(field, pattern))
		.sort((a, b) => order.compare(a, b));
}

/** The value at a path in the JSON, which n8n's own nodes accept in combined mode. */
function readPath({ data, isCombined }: FilesOfItem, path: string): unknown {
	if (!isCombined) return undefined;
	return path
		.split('.')
		.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), data.json);
}

/**
 * The files that a parameter names: by a name, several separated by commas, a pattern with `*`, a binary
 * object, `$binary`, or a list of these. A field named twice counts once.
 *
 * @throws ParameterError if a file is missing; the error lists the item's binary fields
 */
export function findBinaryFiles(
	item: FilesOfItem,
	value: unknown,
	{ label, mayBeEmpty }: FilesParameter,
): BinaryFile[] {
	const fields = readBinaryFields(item);
	const refuse = (message: string, Refusal = ParameterError) =>
		new Refusal(message, describeFields(fields, label), { binaryFields: Object.keys(fields) });
	const miss = (message: string) => refuse(message, MissingValueError);

	const findNamed = (name: string): BinaryFile[] => {
		if (name.includes('*') && !fields[name]) {
			const names = findMatches(fields, name);
			if (names.length === 0 && !mayBeEmpty) throw miss(`The item has no binary field "${name}"`);
			return names.map((field) => ({ binaryField: field, binary: fields[field]! }));
		}
		const binary = fields[name] ?? readPath(item, name);
		if (!isBinary(binary)) throw miss(`The item has no binary field "${name}"`);
		return [{ binaryField: name, binary }];
	};
	const used = new Set<string>();
	const findObject = (binary: IBinaryData): BinaryFile => {
		const same = Object.keys(fields).filter((name) => isSame(fields[name]!, binary));
		// Two fields with the same content are still two files.
		const own = same.find((name) => !used.has(name)) ?? (binary.id ? same[0] : undefined);
		if (own !== undefined) used.add(own);
		else if (binary.id && !item.isCombined && !item.hasGivenFile(binary.id)) {
			throw refuse(`${label} names a file that does not come from a node of this execution`);
		}
		return { binaryField: own ?? null, binary };
	};
	const collect = (part: unknown): BinaryFile[] => {
		if (isBinary(part)) return [findObject(part)];
		const described = isRecord(part) ? findDescribed(fields, part) : [];
		if (described.length > 0) {
			return described.map((field) => ({ binaryField: field, binary: fields[field]! }));
		}
		if (typeof part === 'string' && fields[part.trim()]) return findNamed(part.trim());
		if (typeof part === 'string') return splitNames(part, label).flatMap(findNamed);
		if (part === undefined || part === null) return [];
		throw refuse(`${label} must be the name of a binary field or a file`);
	};

	const files = toParts(value, label).flatMap(collect);
	if (files.length === 0 && !mayBeEmpty) throw miss(`${label} is empty`);
	const once = new Set<string | null>();
	return files.filter(({ binaryField: field }) => {
		const isFirst = !once.has(field);
		if (field !== null) once.add(field);
		return isFirst;
	});
}

/** The fields that `$binary`, or a field of it, describes: n8n leaves the content out there. */
function findDescribed(fields: BinaryFields, value: Record<string, unknown>): string[] {
	const names = Object.keys(value);
	if (names.every((name) => fields[name] && isRecord(value[name]))) return names;
	const isLike = (field: IBinaryData) =>
		names.every((name) => value[name] === (field as unknown as Record<string, unknown>)[name]);
	const like = Object.keys(fields).filter((name) => isLike(fields[name]!));
	return like.length === 1 ? like : [];
}

function splitNames(text: string, label: string): string[] {
	return splitParts(text, label)
		.map((name) => name.trim())
		.filter((name) => name !== '');
}

/** Whether an object from an expression is this field: the same stored file, or the same content and name. */
function isSame(field: IBinaryData, binary: IBinaryData): boolean {
	if (field.id || binary.id) return field.id === binary.id;
	return field.data === binary.data && field.fileName === binary.fileName;
}

function describeFields(fields: BinaryFields, label: string): string {
	const names = Object.keys(fields);
	if (names.length === 0) {
		return 'The item has no binary fields. Put a node that outputs a file before this one.';
	}
	return `Its binary fields are: ${listNames(names)}. Enter one of them in ${label}.`;
}
