import type { FailureCode, SonarError } from '../SonarError';
import { ARGUMENTS, type Fields, type Inputs } from './schema';

export type TypeName = keyof Fields;

type RefusalReader = (words: string) => FailureCode | SonarError | undefined;

type Bare<T extends string> = T extends `${infer Inner}!` ? Inner : T;

/** The TypeScript type for a GraphQL type such as `[Search]` or `Int64Bit!`. IDs are decimal text. */
type ValueOf<T extends string> =
	Bare<T> extends `[${infer Inner}]`
		? ReadonlyArray<ValueOf<Inner>>
		: Bare<T> extends keyof Inputs
			? Inputs[Bare<T>]
			: Bare<T> extends 'Int'
				? number
				: Bare<T> extends 'Boolean'
					? boolean
					: string;

type ArgumentTypes<T, F> = T extends keyof typeof ARGUMENTS
	? F extends keyof (typeof ARGUMENTS)[T]
		? (typeof ARGUMENTS)[T][F]
		: object
	: object;

/** Undefined arguments are not sent. */
export type Arguments<T extends TypeName, F> = {
	readonly [A in keyof ArgumentTypes<T, F>]?: ArgumentTypes<T, F>[A] extends string
		? ValueOf<ArgumentTypes<T, F>[A]>
		: never;
};

type TypeOf<T extends TypeName, F extends keyof Fields[T]> = Fields[T][F] extends TypeName
	? Fields[T][F]
	: never;

/** The fields that hold a value. */
export type Leaf<T extends TypeName> = {
	[F in keyof Fields[T]]: Fields[T][F] extends TypeName ? never : F;
}[keyof Fields[T]];

/** A field that leads to another type. */
export type Relation<T extends TypeName> = {
	[F in keyof Fields[T]]: Fields[T][F] extends TypeName
		? { field: F; args?: Arguments<T, F>; select: Selection<Fields[T][F]> }
		: never;
}[keyof Fields[T]];

/** What an interface's entities have if they are of a certain type. */
type Fragment<T extends TypeName> = T extends `${string}Interface`
	? { [O in TypeName]: { on: O; select: Selection<O> } }[TypeName]
	: never;

export type Selection<T extends TypeName> = ReadonlyArray<Leaf<T> | Relation<T> | Fragment<T>>;

/** Selected only from entities of a type. */
interface SelectedFragment {
	on: string;
	select: readonly SelectedPart[];
}

export type SelectedPart = string | SelectedField | SelectedFragment;

/** What `writeDocument` writes: a field with its selection, whatever its type. */
export interface SelectedField {
	field: string;
	args?: Readonly<Record<string, unknown>>;
	select: readonly SelectedPart[];
}

/** A field at the top of a document. Only its arguments hold values, and these are sent as variables. */
export interface RootField<T> extends SelectedField {
	/** @throws SonarError if the answer lacks something */
	parse(value: unknown): T;
	/**
	 * What a refusal means for this field, if its message means something else for others: a code, or an
	 * error in words of our own.
	 */
	readRefusal?: RefusalReader;
}

interface FieldParts<R extends 'Query' | 'Mutation', F extends keyof Fields[R], T> {
	args?: Arguments<R, F>;
	select: Selection<TypeOf<R, F>>;
	parse(value: unknown): T;
	readRefusal?: RefusalReader;
}

export function buildQuery<F extends keyof Fields['Query'], T>(
	field: F,
	parts: FieldParts<'Query', F, T>,
): RootField<T> {
	return { field, ...(parts as Omit<RootField<T>, 'field'>) };
}

export function buildMutation<F extends keyof Fields['Mutation'], T>(
	field: F,
	parts: FieldParts<'Mutation', F, T>,
): RootField<T> {
	return { field, ...(parts as Omit<RootField<T>, 'field'>) };
}

export interface GraphqlDocument {
	/** The operation has no name. */
	query: string;
	variables: Record<string, unknown>;
}

/** The arguments' types by field. A field takes the same ones wherever it stands. */
const TYPES = new Map<string, Record<string, string>>();
for (const fields of Object.values(ARGUMENTS)) {
	for (const [field, types] of Object.entries<Record<string, string>>(fields)) {
		TYPES.set(field, { ...TYPES.get(field), ...types });
	}
}

/** Writes fields into one document, the n-th under the alias `f<n>`. All values become variables. */
export function writeDocument(
	operation: 'query' | 'mutation',
	fields: ReadonlyArray<RootField<unknown>>,
): GraphqlDocument {
	const variables: Record<string, unknown> = {};
	const declarations: string[] = [];

	const writeArgument = (type: string, name: string, value: unknown) => {
		const variable = `v${declarations.length}`;
		declarations.push(`$${variable}: ${type}`);
		variables[variable] = value;
		return `${name}: $${variable}`;
	};
	const writeField = ({ field, args = {}, select }: SelectedField): string => {
		const types = TYPES.get(field) ?? {};
		const given = Object.entries(types)
			.filter(([name]) => args[name] !== undefined)
			.map(([name, type]) => writeArgument(type, name, args[name]));
		const list = given.length > 0 ? `(${given.join(', ')})` : '';
		return `${field}${list} ${writeSelection(select)}`;
	};
	const writePart = (part: SelectedPart): string => {
		if (typeof part === 'string') return part;
		return 'on' in part ? `... on ${part.on} ${writeSelection(part.select)}` : writeField(part);
	};
	const writeSelection = (select: readonly SelectedPart[]): string =>
		`{ ${select.map(writePart).join(' ')} }`;

	const body = fields.map((field, index) => `  f${index}: ${writeField(field)}`).join('\n');
	const head = declarations.length > 0 ? `(${declarations.join(', ')})` : '';
	return { query: `${operation}${head} {\n${body}\n}`, variables };
}
