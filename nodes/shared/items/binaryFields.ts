import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';

import { isRecord } from '../sonar/guards';
import { listNames } from '../sonar/listNames';
import { ParameterError } from './ParameterError';

/** A file of an item that a parameter names. */
export interface BinaryFile {
	/** The binary field; null for a binary object that is no field of this item. */
	binaryField: string | null;
	binary: IBinaryData;
}

type BinaryFields = Record<string, IBinaryData>;

/** A parameter that names files. */
export interface FilesParameter {
	/** Its name in the editor and in errors, for example "Input Binary Field". */
	label: string;
	/** Whether no file at all is allowed. */
	mayBeEmpty: boolean;
}

/**
 * Whether a value is a file: it has content, or a place in n8n's storage. A file of n8n's Code node has
 * nothing else.
 */
function isBinary(value: unknown): value is IBinaryData {
	if (!isRecord(value)) return false;
	const { id, data, mimeType } = value;
	const isBuffer = Buffer.isBuffer(data) || (isRecord(data) && data.type === 'Buffer');
	const hasContent = typeof data === 'string' || isBuffer;
	return (typeof id === 'string' && typeof mimeType === 'string') || hasContent;
}

/** The binary fields of an item; n8n's combined mode keeps them in `json._files`. */
function readBinaryFields({ json, binary }: INodeExecutionData): BinaryFields {
	const combined = isRecord(json._files) ? json._files : {};
	return Object.fromEntries(
		Object.entries({ ...combined, ...binary }).filter((entry): entry is [string, IBinaryData] =>
			isBinary(entry[1]),
		),
	);
}

/** Whether a name matches a pattern with `*`. The pattern's parts are found from left to right. */
function isMatch(name: string, pattern: string): boolean {
	const parts = pattern.split('*');
	const first = parts.shift()!;
	const last = parts.pop() ?? '';
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

function readPath(item: INodeExecutionData, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), item.json);
}

/**
 * The files that a parameter names: a name, several with commas, a pattern with `*`, a binary object,
 * all binary objects of an item, or a list of these. A field that is named twice counts once.
 *
 * @throws ParameterError if a file is not there. The error names the fields of the item
 */
export function findBinaryFiles(
	item: INodeExecutionData,
	value: unknown,
	{ label, mayBeEmpty }: FilesParameter,
): BinaryFile[] {
	const fields = readBinaryFields(item);
	const refuse = (message: string) =>
		new ParameterError(message, describeFields(fields, label), {
			binaryFields: Object.keys(fields),
		});

	const findNamed = (name: string): BinaryFile[] => {
		if (name.includes('*') && !fields[name]) {
			const names = findMatches(fields, name);
			if (names.length === 0 && !mayBeEmpty) throw refuse(`The item has no binary field "${name}"`);
			return names.map((field) => ({ binaryField: field, binary: fields[field]! }));
		}
		const binary = fields[name] ?? readPath(item, name);
		if (!isBinary(binary)) throw refuse(`The item has no binary field "${name}"`);
		return [{ binaryField: name, binary }];
	};
	const used = new Set<string>();
	const findObject = (binary: IBinaryData): BinaryFile => {
		const same = Object.keys(fields).filter((name) => isSame(fields[name]!, binary));
		// Two fields may hold the same content, and are still two files.
		const own = same.find((name) => !used.has(name)) ?? (binary.id ? same[0] : undefined);
		if (own !== undefined) used.add(own);
		return { binaryField: own ?? null, binary };
	};
	const collect = (part: unknown): BinaryFile[] => {
		if (Array.isArray(part)) return part.flatMap(collect);
		if (isBinary(part)) return [findObject(part)];
		const described = isRecord(part) ? findDescribed(fields, part) : [];
		if (described.length > 0) {
			return described.map((field) => ({ binaryField: field, binary: fields[field]! }));
		}
		if (typeof part === 'string' && fields[part.trim()]) return findNamed(part.trim());
		if (typeof part === 'string') return splitNames(part).flatMap(findNamed);
		if (part === undefined || part === null) return [];
		throw refuse(`${label} is neither the name of a binary field nor a file`);
	};

	const files = collect(value);
	if (files.length === 0 && !mayBeEmpty) throw refuse(`${label} is empty`);
	return files.filter(
		({ binaryField: field }, index) =>
			field === null || files.findIndex((other) => other.binaryField === field) === index,
	);
}

/**
 * The fields that n8n's `$binary`, or one of its fields, describes. It leaves the content out.
 */
function findDescribed(fields: BinaryFields, value: Record<string, unknown>): string[] {
	const names = Object.keys(value);
	if (names.length === 0) return [];
	if (names.every((name) => fields[name] && isRecord(value[name]))) return names;
	const isLike = (field: IBinaryData) =>
		names.every((name) => value[name] === (field as unknown as Record<string, unknown>)[name]);
	const like = Object.keys(fields).filter((name) => isLike(fields[name]!));
	return like.length === 1 ? like : [];
}

function splitNames(text: string): string[] {
	return text
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');
}

/**
 * An object from an expression is a field of this item if it has the same place in n8n's storage, or is
 * the same object.
 */
function isSame(field: IBinaryData, binary: IBinaryData): boolean {
	if (field.id || binary.id) return field.id === binary.id;
	return field === binary || (field.data === binary.data && field.fileName === binary.fileName);
}

function describeFields(fields: BinaryFields, label: string): string {
	const names = Object.keys(fields);
	if (names.length === 0) {
		return 'The item has no binary fields at all. Put a node that gives a file before this one.';
	}
	return `Its binary fields are: ${listNames(names)}. Enter one of them in ${label}.`;
}
