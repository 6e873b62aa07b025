import type { RootField, SelectedField, SelectedPart } from './rootField';
import { ARGUMENTS } from './schema';

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
