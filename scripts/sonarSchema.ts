import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
	Kind,
	parse,
	type DocumentNode,
	type FieldDefinitionNode,
	type ObjectTypeDefinitionNode,
} from 'graphql';

type Definition = DocumentNode['definitions'][number];

const SCHEMA = join(__dirname, '../nodes/shared/sonar/schema.graphql');
const { definitions } = parse(readFileSync(SCHEMA, 'utf8'), { noLocation: true });

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

/** Only in the enum, as in Sonar: they can be neither read nor searched. */
const WITHOUT_TYPE = ['CallDataRecordImport', 'TestReadOnlyFileModel'];

/** The names of all types that files can be attached to. */
export const fileableTypes: string[] = (
	find(Kind.ENUM_TYPE_DEFINITION, 'FileableType').values ?? []
)
	.map(({ name }) => name.value)
	.filter((name) => !WITHOUT_TYPE.includes(name));

function filesOfQuery(): FieldDefinitionNode {
	const files = find(Kind.OBJECT_TYPE_DEFINITION, 'Query').fields?.find(
		({ name }) => name.value === 'files',
	);
	if (!files) throw new Error('schema.graphql does not define Query.files.');
	return files;
}

function withFiles(type: ObjectTypeDefinitionNode): ObjectTypeDefinitionNode {
	return { ...type, fields: [...(type.fields ?? []), filesOfQuery()] };
}

function isFileable(definition: Definition): definition is ObjectTypeDefinitionNode {
	return (
		definition.kind === Kind.OBJECT_TYPE_DEFINITION && fileableTypes.includes(definition.name.value)
	);
}

/** The names of all types that Sonar can list. */
export const listedTypes: string[] = definitions.flatMap((definition) => {
	if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
	const [, type] = /^(.+)Connection$/.exec(definition.name.value) ?? [];
	return type ? [type] : [];
});

/** schema.graphql, with the relation `files` on every type that files can be attached to. */
export const typeDefs: DocumentNode = {
	kind: Kind.DOCUMENT,
	definitions: [
		...definitions.filter((definition) => !isFileable(definition)),
		...definitions.filter(isFileable).map(withFiles),
	],
};
