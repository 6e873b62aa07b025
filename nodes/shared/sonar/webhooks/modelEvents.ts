import { buildQuery } from '../graphql/rootField';
import { runQuery } from '../graphql/runFields';
import { entitiesOf } from '../guards';
import type { SonarClient } from '../http/SonarClient';
import { SonarError } from '../SonarError';

/** Something that can happen in Sonar, for example File and CREATED. */
export interface ModelEvent {
	model: string;
	event: string;
}

/** For example "File.CREATED". */
export function toEventName({ model, event }: ModelEvent): string {
	return `${model}.${event}`;
}

/** Parses a connection of events and skips entries that are not events. */
export function parseModelEvents(connection: unknown): ModelEvent[] {
	return entitiesOf(connection).flatMap(({ model, event, events }) =>
		(Array.isArray(events) ? events : [event])
			.filter((one): one is string => typeof one === 'string')
			.map((one) => ({ model: String(model), event: one })),
	);
}

// The list has no pages and takes no arguments (Sonar's schema).
const query = buildQuery('webhook_model_events', {
	select: [{ field: 'entities', select: ['model', 'events'] }],
	parse: (value) => {
		const events = parseModelEvents(value);
		if (events.length > 0) return events;
		throw new SonarError('incomplete', 'Sonar answered without a list of events');
	},
});

/**
 * The events that the instance has.
 *
 * @throws SonarError if Sonar does not answer
 */
export async function fetchModelEvents(client: SonarClient): Promise<ModelEvent[]> {
	return await runQuery(client, query);
}
