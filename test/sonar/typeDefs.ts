import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
	Kind,
	parse,
	type DocumentNode,
	type FieldDefinitionNode,
	type InterfaceTypeDefinitionNode,
	type ObjectTypeDefinitionNode,
} from 'graphql';

type Definition = DocumentNode['definitions'][number];

const { definitions } = parse(readFileSync(join(__dirname, 'schema.graphql'), 'utf8'), {
	noLocation: true,
});

function find<K extends Definition['kind']>(
	kind: K,
	name: string,
): Extract<Definition, { kind: K }> {
	const found = definitions.find(
		(definition): definition is Extract<Definition, { kind: K }> =>
			definition.kind === kind && 'name' in definition && definition.name?.value === name,
	);
	if (!found) throw new Error(`schema.graphql does not define ${name}.`);
	return found;
}

const fileable: InterfaceTypeDefinitionNode = find(
	Kind.INTERFACE_TYPE_DEFINITION,
	'FileableInterface',
);

/** The names of all types that files can be attached to. */
export const fileableTypes: string[] = (
	find(Kind.ENUM_TYPE_DEFINITION, 'FileableType').values ?? []
).map(({ name }) => name.value);

function filesOfQuery(): FieldDefinitionNode {
	const files = find(Kind.OBJECT_TYPE_DEFINITION, 'Query').fields?.find(
		({ name }) => name.value === 'files',
	);
	if (!files) throw new Error('schema.graphql does not define Query.files.');
	return files;
}

function bareType(name: string): ObjectTypeDefinitionNode {
	return {
		kind: Kind.OBJECT_TYPE_DEFINITION,
		name: { kind: Kind.NAME, value: name },
		interfaces: [{ kind: Kind.NAMED_TYPE, name: fileable.name }],
		fields: fileable.fields,
	};
}

function withFiles(type: ObjectTypeDefinitionNode): ObjectTypeDefinitionNode {
	return { ...type, fields: [...(type.fields ?? []), filesOfQuery()] };
}

function isFileable(definition: Definition): definition is ObjectTypeDefinitionNode {
	return (
		definition.kind === Kind.OBJECT_TYPE_DEFINITION && fileableTypes.includes(definition.name.value)
	);
}

const written = definitions.filter(isFileable);
const bare = fileableTypes
	.filter((type) => !written.some(({ name }) => name.value === type))
	.map(bareType);

/** schema.graphql, with a type for every FileableType and the relation `files` on each. */
export const typeDefs: DocumentNode = {
	kind: Kind.DOCUMENT,
	definitions: [
		...definitions.filter((definition) => !isFileable(definition)),
		...[...written, ...bare].map(withFiles),
	],
};
