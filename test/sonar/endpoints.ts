import { GraphQLError } from 'graphql';

import type { Execution } from './schema';
import { list } from './search';
import type { Store } from './store';
import type { Entity } from './types';
import { WEBHOOK_MODEL_EVENTS } from './webhookEvents';

interface ModelEvent {
	model: string;
	event: string;
}

interface EndpointInput {
	name?: string | null;
	endpoint?: string | null;
	enabled?: boolean | null;
	model_events?: Array<ModelEvent | null> | null;
}

/** A webhook endpoint as the store has it. */
export interface Endpoint extends Entity {
	endpoint?: string;
	enabled?: boolean;
}

/** An event of an endpoint as the store has it. */
export interface EndpointEvent extends Entity, Partial<ModelEvent> {}

export async function createWebhookEndpoint(
	_: unknown,
	{ input }: { input?: EndpointInput | null },
	{ store, webhooks, behaviour }: Execution,
): Promise<Entity | null> {
	if (!input) throw new GraphQLError('The input field is required.');
	const { name, endpoint, enabled, model_events } = input;
	checkName(name);
	checkEvents(model_events);
	await webhooks.look(endpoint!);
	const entity = store.addEntity('WebhookEndpoint', {
		name: name!,
		details: { endpoint: behaviour.apply('storedEndpoint', endpoint!, undefined), enabled },
	});
	addEvents(store, entity, list(model_events));
	return behaviour.apply('endpointResult', entity, undefined);
}

export async function updateWebhookEndpoint(
	_: unknown,
	{ id, input }: { id: string; input?: EndpointInput | null },
	{ store, webhooks, behaviour }: Execution,
): Promise<Entity | null> {
	const entity = known(store, id);
	const { name, endpoint, enabled, model_events } = input ?? {};
	if (name !== undefined) checkName(name);
	if (model_events) checkEvents(model_events);
	if (endpoint) await webhooks.look(endpoint);
	store.changeEntity(entity, {
		...(name && { name }),
		...(endpoint && { endpoint }),
		...(typeof enabled === 'boolean' && { enabled }),
	});
	const events = model_events ?? behaviour.apply('omittedEvents', undefined, undefined);
	if (events) {
		removeEvents(store, id);
		addEvents(store, entity, list(events));
	}
	return behaviour.apply('endpointResult', entity, undefined);
}

export function deleteWebhookEndpoint(
	_: unknown,
	{ id }: { id: string },
	{ store }: Execution,
): { success: boolean; message: string } {
	const entity = known(store, id);
	removeEvents(store, id);
	store.removeEntity(entity);
	return { success: true, message: 'The webhook endpoint was deleted.' };
}

function known(store: Store, id: string): Entity {
	const entity = store.entity('WebhookEndpoint', id);
	if (entity) return entity;
	throw new GraphQLError(`No query results for model [WebhookEndpoint] ${id}`);
}

function checkName(name: string | null | undefined): void {
	if (!name?.trim()) throw new GraphQLError('The name field is required.');
	if ([...name].length > 255)
		throw new GraphQLError('The name may not be greater than 255 characters.');
}

function checkEvents(events: EndpointInput['model_events']): void {
	if (list(events).length === 0) throw new GraphQLError('The model events field is required.');
	for (const { model, event } of list(events)) {
		const isKnown = WEBHOOK_MODEL_EVENTS.some(
			(one) => one.model === model && one.events.includes(event),
		);
		if (!isKnown) throw new GraphQLError(`The model ${model} has no event ${event}.`);
	}
}

function addEvents(store: Store, { id }: Entity, events: ModelEvent[]): void {
	for (const { model, event } of events)
		store.addEntity('WebhookEndpointEvent', {
			webhook_endpoint_id: id,
			details: { model, event },
		});
}

function removeEvents(store: Store, id: string): void {
	for (const event of store.entities('WebhookEndpointEvent'))
		if (event.webhook_endpoint_id === id) store.removeEntity(event);
}
