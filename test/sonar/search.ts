import {
	GraphQLError,
	getNamedType,
	isEnumType,
	isLeafType,
	type GraphQLObjectType,
} from 'graphql';

export type Row = object;
export type Kind = 'string' | 'integer' | 'datetime' | 'date' | 'boolean';
type Value = string | boolean | null;
type RangeOperator = 'EQ' | 'NEQ' | 'GT' | 'GTE' | 'LT' | 'LTE';

interface Condition<T, O> {
	attribute: string;
	search_value: T;
	operator?: O;
}

export interface Search {
	string_fields?: Array<{
		attribute: string;
		search_value: string;
		match: boolean;
		partial_matching?: boolean;
	}>;
	integer_fields?: Array<Condition<string, RangeOperator>>;
	datetime_fields?: Array<Condition<string, RangeOperator>>;
	date_fields?: Array<Condition<string, RangeOperator>>;
	boolean_fields?: Array<Condition<boolean, 'EQ' | 'NEQ'>>;
	unset_fields?: string[];
	exists?: string[];
	reverse_relation_filters?: unknown[];
}

export interface Sorter {
	attribute: string;
	direction: 'ASC' | 'DESC';
}

const KINDS: Record<string, Kind> = {
	Int64Bit: 'integer',
	Int: 'integer',
	Datetime: 'datetime',
	Date: 'date',
	Boolean: 'boolean',
};

/** The fields that a type can be searched and sorted by: its own, by the kind of their value. */
export class Attributes {
	private readonly kinds = new Map<string, Kind>();
	private readonly texts: string[] = [];

	constructor(private readonly type: GraphQLObjectType) {
		for (const field of Object.values(type.getFields())) {
			const fieldType = getNamedType(field.type);
			if (!isLeafType(fieldType)) continue;
			const kind = KINDS[fieldType.name] ?? 'string';
			this.kinds.set(field.name, kind);
			const readable = kind === 'string' && !isEnumType(fieldType) && fieldType.name !== 'ID';
			if (readable && field.name !== '_version') this.texts.push(field.name);
		}
	}

	/** Which of the rows fulfil at least one of the searches. */
	matching<T extends Row>(rows: T[], searches: Search[], caseSensitive: boolean): T[] {
		const tests = searches.map((search) => this.test(search, caseSensitive));
		return tests.length === 0 ? rows : rows.filter((row) => tests.some((test) => test(row)));
	}

	/** Which of the rows have the words in any of their texts, or of the rows that they lead to. */
	containing<T extends Row>(
		rows: T[],
		words: string,
		caseSensitive: boolean,
		relatedTo: (row: T) => Row[],
	): T[] {
		const fold = (text: string) => (caseSensitive ? text : text.toLowerCase());
		const wanted = fold(words);
		const has = (value: unknown) => typeof value === 'string' && fold(value).includes(wanted);
		return rows.filter(
			(row) =>
				this.texts.some((name) => has(this.get(row, name))) ||
				relatedTo(row).some((other) =>
					['name', 'subject'].some((name) => has(valueOf('', other, name))),
				),
		);
	}

	/** Equal rows keep their order. */
	sorted<T extends Row>(rows: T[], sorters: Sorter[]): T[] {
		const signs = sorters.map(({ direction }) => (direction === 'DESC' ? -1 : 1));
		const kinds = sorters.map(({ attribute }) => this.kind(attribute));
		const keyed = rows.map((row) => ({
			row,
			keys: sorters.map(({ attribute }, index) => toKey(this.get(row, attribute), kinds[index]!)),
		}));
		keyed.sort((a, b) =>
			signs.reduce(
				(result, sign, index) => result || sign * compareKeys(a.keys[index]!, b.keys[index]!),
				0,
			),
		);
		return keyed.map(({ row }) => row);
	}

	private test(search: Search, caseSensitive: boolean): (row: Row) => boolean {
		if (list(search.reverse_relation_filters).length > 0) {
			throw new GraphQLError('reverse_relation_filters are not known to this server.');
		}
		const tests: Array<(row: Row) => boolean> = [];
		const add = (
			attribute: string,
			kind: Kind | undefined,
			passes: (value: NonNullable<Value>) => boolean,
		) => {
			this.kind(attribute, kind);
			// As in SQL, null neither equals nor differs.
			tests.push((row) => {
				const value = this.get(row, attribute);
				return value !== null && passes(value);
			});
		};
		for (const { attribute, search_value, match, partial_matching } of list(search.string_fields)) {
			const fold = (text: string) => (caseSensitive ? text : text.toLowerCase());
			const wanted = fold(search_value);
			add(attribute, 'string', (value) => {
				const found = fold(String(value));
				return match === (partial_matching === false ? found === wanted : found.includes(wanted));
			});
		}
		for (const { attribute, search_value, operator } of list(search.integer_fields)) {
			add(attribute, 'integer', (value) =>
				holds(compare(value, search_value, 'integer'), operator),
			);
		}
		for (const { attribute, search_value, operator } of list(search.datetime_fields)) {
			add(attribute, 'datetime', (value) =>
				holds(compare(value, search_value, 'datetime'), operator),
			);
		}
		for (const { attribute, search_value, operator } of list(search.date_fields)) {
			add(attribute, 'date', (value) => holds(compare(value, search_value, 'date'), operator));
		}
		for (const { attribute, search_value, operator } of list(search.boolean_fields)) {
			add(attribute, 'boolean', (value) => (value === search_value) === (operator !== 'NEQ'));
		}
		for (const attribute of list(search.exists)) add(attribute, undefined, () => true);
		for (const attribute of list(search.unset_fields)) {
			this.kind(attribute);
			tests.push((row) => this.get(row, attribute) === null);
		}
		return (row) => tests.every((test) => test(row));
	}

	private get(row: Row, attribute: string): Value {
		return valueOf(this.type.name, row, attribute);
	}

	/** A misspelt attribute must not pass for an empty result. */
	private kind(attribute: string, expected?: Kind): Kind {
		const kind = this.kinds.get(attribute);
		if (!kind) throw new GraphQLError(`${this.type.name} has no attribute ${attribute}.`);
		if (expected && kind !== expected) {
			throw new GraphQLError(
				`The attribute ${attribute} of ${this.type.name} is not of the kind ${expected}.`,
			);
		}
		return kind;
	}
}

/** Lists are nullable in the schema, and so are their elements. */
export function list<T>(values: Array<T | null> | null | undefined): T[] {
	return (values ?? []).filter((value): value is T => value !== null);
}

/** Where rows keep an attribute whose name the server uses itself. */
const KEPT_AS: Record<string, Record<string, string>> = {
	AchBatch: { type: 'batch_type' },
	CustomField: { type: 'field_type' },
};

export function valueOf(type: string, row: Row, attribute: string): Value {
	const name = KEPT_AS[type]?.[attribute] ?? attribute;
	return (row as Record<string, Value | undefined>)[name] ?? null;
}

type Key = bigint | number | string | null;

function compare(a: Value, b: Value, kind: Kind): number {
	return compareKeys(toKey(a, kind), toKey(b, kind));
}

function toKey(value: Value, kind: Kind): Key {
	if (value === null) return null;
	if (kind === 'integer') return BigInt(value);
	return kind === 'datetime' ? Date.parse(String(value)) : String(value).toLowerCase();
}

function compareKeys(a: Key, b: Key): number {
	return a === null || b === null ? Number(a !== null) - Number(b !== null) : order(a, b);
}

function order<T extends bigint | number | string>(a: T, b: T): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

function holds(comparison: number, operator: RangeOperator = 'EQ'): boolean {
	switch (operator) {
		case 'EQ':
			return comparison === 0;
		case 'NEQ':
			return comparison !== 0;
		case 'GT':
			return comparison > 0;
		case 'GTE':
			return comparison >= 0;
		case 'LT':
			return comparison < 0;
		case 'LTE':
			return comparison <= 0;
	}
}
