import { Kind, type ValueNode } from '../../vendor/graphql';

/**
 * A value of a document as JSON, which GraphQL takes for the same value. Undefined for a variable that
 * is not given. Large whole numbers become text, as everywhere.
 */
export function toJson(node: ValueNode, variables: Readonly<Record<string, unknown>>): unknown {
	switch (node.kind) {
		case Kind.VARIABLE:
			return variables[node.name.value];
		case Kind.LIST:
			return node.values.map((value) => toJson(value, variables) ?? null);
		case Kind.OBJECT:
			return Object.fromEntries(
				node.fields.map(({ name, value }) => [name.value, toJson(value, variables)]),
			);
		case Kind.NULL:
			return null;
		case Kind.INT:
			return Number.isSafeInteger(Number(node.value)) ? Number(node.value) : node.value;
		case Kind.FLOAT:
			return Number(node.value);
		case Kind.BOOLEAN:
		case Kind.STRING:
		case Kind.ENUM:
			return node.value;
	}
}
