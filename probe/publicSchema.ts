import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse, print } from 'graphql';

/** A type of the schema, and what of it the nodes and the probe may ask for. */
export interface PublicType {
	name: string;
	/** Of an object or an input. */
	fields: string[];
	/** Of the fields, as `field(argument)`. */
	args: string[];
	/** The types of these arguments, and of the fields of an input. */
	types: Map<string, string>;
	/** Of an enum. */
	values: string[];
}

/** The part of Sonar's public schema that the nodes are built from. */
const SCHEMA = join(__dirname, '../nodes/shared/sonar/schema.graphql');

/** Sonar has them in the enum only: no type, and nothing to link to. */
const WITHOUT_TYPE = ['CallDataRecordImport', 'TestReadOnlyFileModel'];

export function readPublicSchema(): PublicType[] {
	const { definitions } = parse(readFileSync(SCHEMA, 'utf8'), { noLocation: true });
	return definitions.flatMap((definition): PublicType[] => {
		if (!('name' in definition) || !definition.name) return [];
		const fields = 'fields' in definition ? (definition.fields ?? []) : [];
		const types = new Map(
			fields.flatMap((field): Array<[string, string]> => {
				if (!('arguments' in field)) return [[field.name.value, print(field.type)]];
				const args = field.arguments ?? [];
				return args.map(({ name, type }) => [`${field.name.value}(${name.value})`, print(type)]);
			}),
		);
		const args = [...types.keys()].filter((key) => key.endsWith(')'));
		const values = 'values' in definition ? namesOf(definition.values) : [];
		return [{ name: definition.name.value, fields: namesOf(fields), args, types, values }];
	});
}

/** What the public schema says that files can be linked to. */
export function publicFileableTypes(schema: readonly PublicType[]): string[] {
	const values = schema.find(({ name }) => name === 'FileableType')?.values ?? [];
	return values.filter((name) => !WITHOUT_TYPE.includes(name));
}

function namesOf(named: ReadonlyArray<{ name: { value: string } }> = []): string[] {
	return named.map(({ name }) => name.value);
}
