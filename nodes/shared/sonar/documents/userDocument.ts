import {
	Kind,
	OperationTypeNode,
	parse,
	visit,
	type DocumentNode,
	type FieldNode,
	type FragmentDefinitionNode,
	type OperationDefinitionNode,
	type VariableDefinitionNode,
} from '../../vendor/graphql';

import { messageOf } from '../guards';
import { SonarError } from '../SonarError';
import { toJson } from './literals';
import { keyOf, selectedFields, type Fragments } from './selections';

/** A document that a user wrote: one operation, and perhaps fragments. */
export interface UserDocument {
	/** As written. */
	text: string;
	ast: DocumentNode;
	operation: OperationDefinitionNode;
	isMutation: boolean;
	fragments: Fragments;
	variables: ReadonlyMap<string, VariableDefinitionNode>;
}

/** More than a person writes. It bounds what a hostile document costs. */
const MOST_TOKENS = 20_000;

const SENDABLE: readonly Kind[] = [Kind.OPERATION_DEFINITION, Kind.FRAGMENT_DEFINITION];

/**
 * Parses a document by graphql's own parser.
 *
 * @throws SonarError with line and column
 */
export function parseUserDocument(text: string): UserDocument {
	const ast = parseText(text);
	const operations = ast.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
	const fragments = ast.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
	const other = ast.definitions.find(({ kind }) => !SENDABLE.includes(kind));
	if (other) throw refuse(`defines a type${placeOf(other)}, but only queries can be sent`);
	const [operation, second] = operations;
	if (!operation) throw refuse('has no operation, such as query { … }');
	if (second) {
		throw refuse(`has ${operations.length} operations, the second one${placeOf(second)}: keep one`);
	}
	if (operation.operation === OperationTypeNode.SUBSCRIPTION) {
		throw refuse(`has a subscription${placeOf(operation)}, which Sonar’s API does not answer`);
	}
	const definitions = operation.variableDefinitions ?? [];
	checkUse(ast, definitions);
	return {
		text,
		ast,
		operation,
		isMutation: operation.operation === OperationTypeNode.MUTATION,
		fragments: new Map(
			fragments.map((one): [string, FragmentDefinitionNode] => [one.name.value, one]),
		),
		variables: new Map(definitions.map((one) => [one.variable.name.value, one])),
	};
}

/** The root fields by the names of their values in the answer. */
export function rootFieldsOf({ operation, fragments }: UserDocument): Map<string, FieldNode> {
	const fields = selectedFields(operation.selectionSet, fragments);
	return new Map(fields.map((field) => [keyOf(field), field]));
}

/** The values of all variables, those that are not given by their defaults. */
export function withDefaults(
	{ variables }: UserDocument,
	given: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
	const values: Record<string, unknown> = {};
	for (const [name, { defaultValue }] of variables) {
		if (defaultValue) values[name] = toJson(defaultValue, {});
	}
	return { ...values, ...given };
}

/** Sonar refuses such a document. Paging would hide it, since it drops variables that it replaces. */
function checkUse(ast: DocumentNode, definitions: readonly VariableDefinitionNode[]): void {
	const used = usedVariables(ast);
	const idle = definitions.find(({ variable }) => !used.has(variable.name.value));
	if (!idle) return;
	throw refuse(`declares $${idle.variable.name.value}${placeOf(idle)} but does not use it`);
}

/** The names of the variables that a document uses. */
export function usedVariables(ast: DocumentNode): Set<string> {
	const used = new Set<string>();
	visit(ast, {
		// A definition names its variable as well, and uses none.
		VariableDefinition: () => false,
		Variable: ({ name }) => void used.add(name.value),
	});
	return used;
}

function parseText(text: string): DocumentNode {
	try {
		return parse(text, { maxTokens: MOST_TOKENS });
	} catch (error) {
		const [place] = (error as { locations?: readonly Place[] }).locations ?? [];
		if (!place) throw refuse('is nested too deep');
		const words = messageOf(error).replace(/^Syntax Error: /, '');
		throw refuse(`has a syntax error${describePlace(place)}: ${words.replace(/\.$/, '')}`);
	}
}

interface Place {
	line: number;
	column: number;
}

function describePlace({ line, column }: Place): string {
	return ` in line ${line}, column ${column}`;
}

function placeOf({ loc }: { loc?: { startToken: Place } }): string {
	return loc ? describePlace(loc.startToken) : '';
}

function refuse(what: string): SonarError {
	return new SonarError('query', `The query ${what}`);
}
