import { makeExecutableSchema } from '@graphql-tools/schema';
import {
	defaultFieldResolver,
	getNamedType,
	isObjectType,
	type GraphQLFieldResolver,
	type GraphQLResolveInfo,
	type GraphQLSchema,
} from 'graphql';

import { connection } from './connection';
import { linkFiles, type LinkInput } from './link';
import { Datetime, Int64Bit, Text } from './scalars';
import { Attributes, type Row } from './search';
import type { Store } from './store';
import { typeDefs } from './typeDefs';
import type { Entity, ExecutedField, ExecutedList, StoredFile } from './types';

export interface Context {
	store: Store;
	recordsPerPageLimit: number;
	linksOneByOne: boolean;
}

/** What one execution has to itself. */
export interface Execution extends Context {
	fields: ExecutedField[];
	lists: ExecutedList[];
}

export const schema: GraphQLSchema = makeExecutableSchema<Execution>({
	typeDefs,
	resolvers: {
		Int64Bit,
		Datetime,
		Text,
		FileableInterface: { __resolveType: (entity: Entity) => entity.type },
		File: {
			fileable: ({ fileable_type, fileable_id }: StoredFile, _args: unknown, { store }: Context) =>
				fileable_type && fileable_id ? (store.entity(fileable_type, fileable_id) ?? null) : null,
		},
		Query: { me: () => ({ id: '1', name: 'Test User', username: 'test' }) },
		Mutation: {
			linkFileToEntity: (
				_: unknown,
				{ input }: { input?: LinkInput },
				{ store, linksOneByOne }: Context,
			) => linkFiles(store, input, linksOneByOne),
		},
	},
});

function executed(args: Record<string, unknown>, info: GraphQLResolveInfo): ExecutedField {
	return { name: info.fieldName, alias: String(info.path.key), args };
}

const attributesByType = new Map<string, Attributes>();

function attributesOf(name: string): Attributes {
	let attributes = attributesByType.get(name);
	if (!attributes) {
		const type = schema.getType(name);
		if (!isObjectType(type)) throw new Error(`The schema has no type ${name}.`);
		attributes = new Attributes(type);
		attributesByType.set(name, attributes);
	}
	return attributes;
}

/** Every list in the schema works alike, so one resolver serves them all. */
export const resolveField: GraphQLFieldResolver<
	Entity | undefined,
	Execution,
	Record<string, unknown>
> = (source, args, context, info) => {
	const [, type] = /^(.+)Connection$/.exec(getNamedType(info.returnType).name) ?? [];
	if (!type) return defaultFieldResolver(source, args, context, info);
	if (info.path.prev) context.lists.push({ ...executed(args, info), of: info.parentType.name });
	const rows = rowsOf(type, source, context.store);
	return connection(rows, args, attributesOf(type), context.recordsPerPageLimit);
};

function rowsOf(type: string, parent: Entity | undefined, store: Store): Row[] {
	if (type === 'File') return parent ? store.filesOf(parent) : store.files;
	const entities = store.entities(type);
	return parent ? entities.filter((entity) => entity.ticket_id === parent.id) : entities;
}

// Here, and not in `resolveField`, since `me` and the mutation have resolvers of their own.
for (const root of [schema.getQueryType(), schema.getMutationType()]) {
	for (const field of Object.values(root?.getFields() ?? {})) {
		const resolve = field.resolve ?? resolveField;
		field.resolve = (
			source: Entity | undefined,
			args: Record<string, unknown>,
			context: Execution,
			info,
		) => {
			context.fields.push(executed(args, info));
			return resolve(source, args, context, info);
		};
	}
}
