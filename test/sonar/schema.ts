import { makeExecutableSchema } from '@graphql-tools/schema';
import {
	defaultFieldResolver,
	getNamedType,
	isObjectType,
	type GraphQLFieldResolver,
	type GraphQLResolveInfo,
	type GraphQLSchema,
} from 'graphql';

import { typeDefs } from '../../scripts/sonarSchema';
import type { Behaviour } from './characters/steps';
import { connection } from './connection';
import type { Lag } from './lag';
import { mutations } from './mutations';
import { entityAt, relatedTo, rowsWithin } from './relations';
import { CalendarDate, Datetime, EmailAddress, HttpsUrl, Int64Bit, Text } from './scalars';
import { Attributes, valueOf } from './search';
import type { Store } from './store';
import { ticketingSetting } from './tickets';
import type { Entity, ExecutedField, ExecutedList, StoredFile } from './types';
import type { View } from './view';
import { WEBHOOK_MODEL_EVENTS } from './webhookEvents';
import type { Webhooks } from './webhooks';

export interface Context {
	store: Store;
	lag: Lag;
	webhooks: Webhooks;
	behaviour: Behaviour;
	recordsPerPageLimit: number;
	linksOneByOne: boolean;
}

/** The data of one execution. */
export interface Execution extends Context {
	/** Everything that lists show. */
	view: View;
	/** How many queries there have been. */
	queries: number;
	fields: ExecutedField[];
	lists: ExecutedList[];
}

const RELATIONS_OF_TICKETS = {
	ticket_group: 'TicketGroup',
	user: 'User',
	inbound_mailbox: 'InboundMailbox',
};

export const schema: GraphQLSchema = makeExecutableSchema<Execution>({
	typeDefs,
	resolvers: {
		Int64Bit,
		Datetime,
		Text,
		Date: CalendarDate,
		EmailAddress,
		HttpsUrl,
		FileableInterface: { __resolveType: (entity: Entity) => entity.type },
		TicketableInterface: { __resolveType: (entity: Entity) => entity.type },
		Ticket: {
			ticketable: (ticket: Entity, _args: unknown, { store }: Context) =>
				entityAt(ticket, 'ticketable', String(valueOf('', ticket, 'ticketable_type')), store),
			...Object.fromEntries(
				Object.entries(RELATIONS_OF_TICKETS).map(([relation, type]) => [
					relation,
					(ticket: Entity, _args: unknown, { store }: Context) =>
						entityAt(ticket, relation, type, store),
				]),
			),
		},
		File: {
			fileable: ({ fileable_type, fileable_id }: StoredFile, _args: unknown, { store }: Context) =>
				fileable_type && fileable_id ? (store.entity(fileable_type, fileable_id) ?? null) : null,
		},
		AchBatch: { type: (batch: Entity) => valueOf('AchBatch', batch, 'type') },
		CustomField: { type: (field: Entity) => valueOf('CustomField', field, 'type') },
		Query: {
			me: () => ({ id: '1', name: 'Test User', username: 'test' }),
			ticketing_setting: ticketingSetting,
			webhook_model_events: () => ({ entities: WEBHOOK_MODEL_EVENTS }),
		},
		Mutation: mutations,
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
	const rows = rowsOf(type, info.fieldName, source, context);
	return connection(rows, args, attributesOf(type), {
		...context,
		nested: info.path.prev !== undefined,
		relatedTo: (row) => relatedTo(row, context.store),
	});
};

function rowsOf(type: string, field: string, parent: Entity | undefined, { view }: Execution) {
	if (type === 'File') return parent ? view.filesOf(parent) : view.files;
	return parent ? rowsWithin(parent, field, type, view) : view.entities(type);
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
