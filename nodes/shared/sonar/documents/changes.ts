import {
	Kind,
	parseType,
	type ArgumentNode,
	type FieldNode,
	type NameNode,
	type VariableDefinitionNode,
} from '../../vendor/graphql';

// Changes of a document, each to a copy.

function toName(value: string): NameNode {
	return { kind: Kind.NAME, value };
}

export function argumentOf(field: FieldNode, name: string): ArgumentNode | undefined {
	return field.arguments?.find((argument) => argument.name.value === name);
}

/** The field with a variable as the value of an argument. */
export function withArgument(field: FieldNode, name: string, variable: string): FieldNode {
	const others = (field.arguments ?? []).filter((argument) => argument.name.value !== name);
	const value = { kind: Kind.VARIABLE, name: toName(variable) } as const;
	return {
		...field,
		arguments: [...others, { kind: Kind.ARGUMENT, name: toName(name), value }],
	};
}

/** The field with one more field in its selection. */
export function addField(
	field: FieldNode,
	alias: string,
	name: string,
	select: readonly string[] = [],
): FieldNode {
	const selectionSet = buildSelection(select.map((part) => buildField(part)));
	const added = {
		...buildField(name),
		alias: toName(alias),
		...(select.length > 0 ? { selectionSet } : {}),
	};
	return {
		...field,
		selectionSet: buildSelection([...(field.selectionSet?.selections ?? []), added]),
	};
}

function buildField(name: string): FieldNode {
	return { kind: Kind.FIELD, name: toName(name) };
}

function buildSelection<T>(selections: readonly T[]) {
	return { kind: Kind.SELECTION_SET, selections } as const;
}

export function declareVariable(name: string, type: string): VariableDefinitionNode {
	return {
		kind: Kind.VARIABLE_DEFINITION,
		variable: { kind: Kind.VARIABLE, name: toName(name) },
		type: parseType(type),
	};
}

/** A name that a document does not have. */
export function toUnused(name: string, text: string): string {
	return text.includes(name) ? toUnused(`${name}_`, text) : name;
}
