import type { SelectedField } from '../graphql/rootField';
import type { Search } from '../graphql/schema';
import { isRecord } from '../guards';
import { toWholeNumber } from '../ids';
import { toExcerpt, toPlainText } from './plainText';
import { containing, numbered, onDate, onDay } from './searches';

export type Row = Readonly<Record<string, unknown>>;

/** Another entity, which is shown by its name. */
export interface Reference {
	type: string;
	id: string;
	/** Whether to show its ID beside its name. */
	withId: boolean;
}

/** A part of what a person knows an entity by, such as its name. */
export interface LabelPart<S = string | SelectedField> {
	select: readonly S[];
	/** What the list shows. Undefined if the entity lacks it. */
	read(row: Row): string | Reference | undefined;
	/** Searches for words in it. */
	words?(words: string): Search[];
	/** Searches for what else the words may mean, such as a day. */
	exact?(words: string): Search[];
}

/** In characters. */
const LONGEST = 80;

function readText(value: unknown): string | undefined {
	const isText = typeof value === 'string' || typeof value === 'number';
	return (isText && toExcerpt(String(value), LONGEST)) || undefined;
}

export function text<A extends string>(attribute: A): LabelPart<A> {
	return {
		select: [attribute],
		read: (row) => readText(row[attribute]),
		words: (words) => [containing(attribute, words)],
	};
}

/** An excerpt of a long text, which may be HTML. */
export function beginning<A extends string>(attribute: A): LabelPart<A> {
	return {
		...text(attribute),
		read(row) {
			const value = row[attribute];
			return typeof value === 'string' ? readText(toPlainText(value)) : undefined;
		},
	};
}

/** A value of one of Sonar's enums, such as `IN_PROGRESS`. */
export function state<A extends string>(attribute: A): LabelPart<A> {
	return {
		select: [attribute],
		read: (row) => readText(row[attribute]),
		// A general search may not look into enums.
		exact(words) {
			const spellings = new Set([words, words.toUpperCase().replace(/ /g, '_')]);
			return [...spellings].map((spelling) => containing(attribute, spelling));
		},
	};
}

/** A whole number, which a search for text does not find. */
export function number<A extends string>(attribute: A): LabelPart<A> {
	return {
		select: [attribute],
		read: (row) => readText(row[attribute]),
		exact: (words) => numbered(attribute, words),
	};
}

export function date<A extends string>(attribute: A): LabelPart<A> {
	return {
		select: [attribute],
		read: (row) => readText(row[attribute]),
		exact: (words) => onDate(attribute, words),
	};
}

/** Its spellings as an offset. */
const UTC: readonly string[] = ['Z', '+00:00', '-00:00'];

export function moment<A extends string>(attribute: A): LabelPart<A> {
	return {
		select: [attribute],
		read(row) {
			const value = readText(row[attribute]);
			const [, day, time, offset] =
				/^([\d-]{10})T(\d\d:\d\d)[\d:.]*(Z|[+-]\d\d:\d\d)$/.exec(value ?? '') ?? [];
			if (!day) return value;
			return `${day} ${time} ${UTC.includes(offset!) ? 'UTC' : offset}`;
		},
		exact: (words) => onDay(attribute, words),
	};
}

/** The name of a related entity. */
export function nameOf<R extends string>(
	relation: R,
): LabelPart<{ field: R; select: readonly ['name'] }> {
	return {
		select: [{ field: relation, select: ['name'] }],
		read(row) {
			const value = row[relation];
			return isRecord(value) ? readText(value.name) : undefined;
		},
	};
}

/** The ticket that something was written on. Its ID can be searched for. */
export function ticket<A extends string>(attribute: A): LabelPart<A> {
	return {
		...reference('Ticket', attribute, true),
		exact: (words) => numbered(attribute, words),
	};
}

export function reference<A extends string>(
	type: string,
	attribute: A,
	withId = false,
): LabelPart<A> {
	return {
		select: [attribute],
		read(row) {
			const id = toWholeNumber(row[attribute]);
			return id ? { type, id, withId } : undefined;
		},
	};
}

/** An entity whose type is an attribute, too. */
export function referenceOf<A extends string>(type: A, attribute: A): LabelPart<A> {
	return {
		select: [type, attribute],
		read(row) {
			const given = readText(row[type]);
			return given ? reference(given, attribute).read(row) : undefined;
		},
	};
}

/** The first of these that the entity has. */
export function firstOf<S>(...parts: Array<LabelPart<S>>): LabelPart<S> {
	return {
		select: parts.flatMap(({ select }) => select),
		read(row) {
			for (const part of parts) {
				const value = part.read(row);
				if (value !== undefined) return value;
			}
			return undefined;
		},
		words: (words) => parts.flatMap((part) => part.words?.(words) ?? []),
	};
}
