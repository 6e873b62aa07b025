// Writes the names and types of Sonar's schema, so that the compiler can check GraphQL against them.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import {
	buildASTSchema,
	getNamedType,
	isEnumType,
	isInputObjectType,
	isInterfaceType,
	isNonNullType,
	isObjectType,
	TypeMetaFieldDef,
	type GraphQLField,
	type GraphQLInputObjectType,
	type GraphQLInputType,
	type GraphQLInterfaceType,
	type GraphQLObjectType,
} from 'graphql';
import { format } from 'prettier';

import { typeDefs } from './sonarSchema';

export const TARGET = join(__dirname, '../nodes/shared/sonar/graphql/schema.ts');

/**
 * The nodes choose from the values of these enums. Of other enums, the instance may know further
 * values.
 */
const CLOSED_ENUMS = ['SortDirection', 'RangeOperator', 'BooleanOperator', 'GeneralSearchMode'];

const HEAD = `// Written by \`npm run schema\` from schema.graphql. A test holds the two together.

`;

type Fielded = GraphQLObjectType | GraphQLInterfaceType;

function tsType(type: GraphQLInputType): string {
	const text = String(type).replace(/!/g, '');
	const inner = text.replace(/[[\]]/g, '');
	const named = getNamedType(type);
	const bare = isInputObjectType(named) || CLOSED_ENUMS.includes(inner) ? inner : scalar(inner);
	return text.startsWith('[') ? `readonly ${bare}[]` : bare;
}

function scalar(name: string): string {
	if (name === 'Int') return 'number';
	return name === 'Boolean' ? 'boolean' : 'string';
}

function inputType(type: GraphQLInputObjectType): string {
	const fields = Object.values(type.getFields()).map(
		(field) => `${field.name}${isNonNullType(field.type) ? '' : '?'}: ${tsType(field.type)};`,
	);
	return `export interface ${type.name} { ${fields.join(' ')} }`;
}

/** The fields of the query type include the field by which a schema describes itself. */
function fieldsOf(type: Fielded): Array<GraphQLField<unknown, unknown>> {
	const fields = Object.values(type.getFields());
	return type.name === 'Query' ? [...fields, TypeMetaFieldDef] : fields;
}

function fieldTypes(type: Fielded): string {
	const fields = fieldsOf(type).map(
		({ name, type: given }) => `${name}: '${getNamedType(given).name}'`,
	);
	return `${type.name}: { ${fields.join('; ')} };`;
}

function argumentTypes({ args }: GraphQLField<unknown, unknown>): string {
	return `{ ${args.map(({ name, type }) => `${name}: '${String(type)}'`).join(', ')} }`;
}

export async function schemaTypes(): Promise<string> {
	const schema = buildASTSchema(typeDefs);
	const types = Object.values(schema.getTypeMap());
	const fielded = types.filter(
		(type): type is Fielded =>
			(isObjectType(type) || isInterfaceType(type)) &&
			(!type.name.startsWith('__') || ['__Type', '__EnumValue'].includes(type.name)),
	);
	const lists = new Map<string, string>();
	const withArguments = fielded
		.filter(({ name }) => !name.startsWith('__'))
		.map((type) => {
			const fields = fieldsOf(type).filter(({ args }) => args.length > 0);
			const entries = fields.map((field) => {
				const text = argumentTypes(field);
				const known = lists.get(text) ?? `${field.name}_of_${type.name}`.toUpperCase();
				lists.set(text, known);
				return `${field.name}: ${known}`;
			});
			return { name: type.name, entries };
		})
		.filter(({ entries }) => entries.length > 0);
	const text = [
		...types
			.filter((type) => isEnumType(type) && CLOSED_ENUMS.includes(type.name))
			.map((type) => {
				const values = isEnumType(type) ? type.getValues() : [];
				return `export type ${type.name} = ${values.map(({ name }) => `'${name}'`).join(' | ')};`;
			}),
		...types.filter(isInputObjectType).map(inputType),
		`export interface Inputs { ${types
			.filter((type) => isInputObjectType(type) || CLOSED_ENUMS.includes(type.name))
			.map(({ name }) => `${name}: ${name};`)
			.join(' ')} }`,
		'/** The fields of each type, and the type that each gives. */',
		`export interface Fields { ${fielded.map(fieldTypes).join('\n')} }`,
		...[...lists].map(([args, name]) => `const ${name} = ${args} as const;`),
		'/** The arguments of the fields that take some, with their types. */',
		`export const ARGUMENTS = { ${withArguments
			.map(({ name, entries }) => `${name}: { ${entries.join(', ')} }`)
			.join(', ')} } as const;`,
	].join('\n\n');
	const options = JSON.parse(
		readFileSync(join(__dirname, '../.prettierrc.json'), 'utf8'),
	) as object;
	return await format(HEAD + text, { ...options, parser: 'typescript' });
}

async function main(): Promise<void> {
	writeFileSync(TARGET, await schemaTypes());
}

if (require.main === module) void main();
