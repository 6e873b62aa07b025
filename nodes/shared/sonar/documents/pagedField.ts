import { Kind, visit, type FieldNode, type TypeNode } from '../../vendor/graphql';

import { isRecord } from '../guards';
import { SonarError } from '../SonarError';
import { findPath, keyOf, selectedFields } from './selections';
import { withDefaults, type UserDocument } from './userDocument';

type Values = Readonly<Record<string, unknown>>;

/** What the node does with the variable of the type Paginator. */
export interface Paging {
	variable: string;
	pageSize: number;
	/** Absent if the query does not ask for the entities of its list. */
	list?: PagedField;
}

/** The list of a document that is read page by page. */
export interface PagedField {
	/** Of the type Paginator. */
	variable: string;
	field: FieldNode;
	/** Where the answer has it. */
	path: string[];
	/** Its field `entities`; several if fragments share it. */
	entities: readonly FieldNode[];
}

/** The type and the argument by which Sonar's lists are paged. */
const PAGINATOR_TYPE = 'Paginator';
const PAGINATOR = 'paginator';

/** Programs ask for 500 and more. Sonar says how many it gave. */
const PAGE_SIZE = 500;

/**
 * How to page a query. Undefined if nothing in it is for the node to fill.
 *
 * @throws SonarError if it is not clear which list to page
 */
export function planPaging(document: UserDocument, variables: Values): Paging | undefined {
	const variable = pagingVariableOf(document);
	if (!variable) return undefined;
	const given = withDefaults(document, variables)[variable];
	const pageSize = parsePageSize(given, variable) ?? PAGE_SIZE;
	return { variable, pageSize, list: findPagedField(document, variable) };
}

/**
 * Checks values against the variables that a document declares: Sonar may ignore one that is misspelt.
 *
 * @throws SonarError for one too many or too few
 */
export function checkVariables(document: UserDocument, values: Values): void {
	const unknown = Object.keys(values).find((name) => !document.variables.has(name));
	if (unknown !== undefined) {
		throw refuse(`Variables has "${unknown}", but the query declares no $${unknown}`);
	}
	const filled = pagingVariableOf(document);
	for (const [name, { type, defaultValue }] of document.variables) {
		const value = values[name] ?? defaultValue ?? null;
		if (type.kind !== Kind.NON_NULL_TYPE || value !== null || name === filled) continue;
		throw refuse(`Variables has no value for $${name}, which the query requires`);
	}
}

/** The variable that the node fills. A mutation is sent once, so it has none. */
function pagingVariableOf({ isMutation, variables }: UserDocument): string | undefined {
	if (isMutation) return undefined;
	const names = [...variables.values()]
		.filter(({ type }) => isPaginator(type))
		.map(({ variable }) => variable.name.value);
	if (names.length < 2) return names[0];
	throw refuse(
		`The query has ${names.length} variables of the type ${PAGINATOR_TYPE}: ${names.map((name) => `$${name}`).join(', ')}. Keep one for the list to page, and write the others out`,
	);
}

function isPaginator(type: TypeNode): boolean {
	if (type.kind === Kind.NON_NULL_TYPE) return isPaginator(type.type);
	return type.kind === Kind.NAMED_TYPE && type.name.value === PAGINATOR_TYPE;
}

/**
 * The list that a variable pages. Undefined if the query does not ask for its entities.
 *
 * @throws SonarError if it is not exactly one list
 */
function findPagedField(document: UserDocument, variable: string): PagedField | undefined {
	const { ast, operation, fragments } = document;
	const fields = new Set<FieldNode>();
	let uses = 0;
	visit(ast, {
		VariableDefinition: () => false,
		Variable: ({ name }) => void (uses += Number(name.value === variable)),
		Field: (node) => void (pages(node, variable) && fields.add(node)),
	});
	const [field] = fields;
	if (!field || uses > 1) {
		throw refuse(
			`The query must give $${variable} to one list, as in accounts(${PAGINATOR}: $${variable})`,
		);
	}
	const path = findPath(operation.selectionSet, field, fragments);
	if (!path) throw refuse(`The list that $${variable} pages is in the query more than once`);
	const entities = selectedFields(field.selectionSet, fragments).filter(
		({ name }) => name.value === 'entities',
	);
	if (entities.length === 0) return undefined;
	if (new Set(entities.map(keyOf)).size > 1) {
		throw refuse(`The list that $${variable} pages asks for its entities under several names`);
	}
	return { variable, field, path, entities };
}

function pages(field: FieldNode, variable: string): boolean {
	return (field.arguments ?? []).some(
		({ name, value }) =>
			name.value === PAGINATOR && value.kind === Kind.VARIABLE && value.name.value === variable,
	);
}

/**
 * The page size that a user gives for the variable that the node fills.
 *
 * @throws SonarError if it is another page than the first
 */
function parsePageSize(value: unknown, variable: string): number | undefined {
	if (value === undefined || value === null) return undefined;
	const { page = 1, records_per_page: size } = isRecord(value) ? value : {};
	if (page === 1 && typeof size === 'number' && Number.isInteger(size) && size > 0) return size;
	throw refuse(
		`The node fills $${variable} page by page, so its value must be the first page, or be left out. To read one page by itself, write ${PAGINATOR}: { page: $number, records_per_page: 100 }`,
	);
}

function refuse(message: string): SonarError {
	return new SonarError('query', message);
}
