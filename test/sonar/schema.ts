import { makeExecutableSchema } from '@graphql-tools/schema';
import {
	defaultFieldResolver,
	getNamedType,
	isObjectType,
	type GraphQLFieldResolver,
	type GraphQLSchema,
} from 'graphql';

import { connection, type ListArguments } from './connection';
import { linkFiles, type LinkInput } from './link';
import { Datetime, Int64Bit, Text } from './scalars';
import { Attributes, type Row } from './search';
import type { Store } from './store';
import { typeDefs } from './typeDefs';
import type { Entity, StoredFile } from './types';

export interface Context {
	store: Store;
	recordsPerPageLimit: number;
	linksOneByOne: boolean;
}

export const schema: GraphQLSchema = makeExecutableSchema<Context>({
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
export const resolveField: GraphQLFieldResolver<Entity | undefined, Context> = (
	source,
	args,
	context,
	info,
) => {
	const [, type] = /^(.+)Connection$/.exec(getNamedType(info.returnType).name) ?? [];
	if (!type) return defaultFieldResolver(source, args, context, info);
	const rows = rowsOf(type, source, context.store);
	return connection(rows, args as ListArguments, attributesOf(type), context.recordsPerPageLimit);
};

function rowsOf(type: string, parent: Entity | undefined, store: Store): Row[] {
	if (type === 'File') return parent ? store.filesOf(parent) : store.files;
	const entities = store.entities(type);
	return parent ? entities.filter((entity) => entity.ticket_id === parent.id) : entities;
}
