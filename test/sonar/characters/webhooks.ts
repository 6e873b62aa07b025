import { ExactNumber } from '../respond';
import type { Characters } from './Character';

/** With characters of its own, the words that webhooks have for events, when they come, and how. */
export const webhooks = {
	eventsAsInTheSchema: {
		description: 'Webhooks name events as the schema does: File.CREATED.',
		webhookWord: (_, { model, event }) => `${model}.${event}`,
	},
	eventsInOneWord: {
		description: 'Webhooks name events in one word: FileCreated.',
		webhookWord: (_, { model, event }) => model + event.charAt(0) + event.slice(1).toLowerCase(),
	},
	eventsByClasses: {
		description: 'Webhooks name events by classes of Sonar’s: App\\Models\\File@created.',
		webhookWord: (_, { model, event }) => `App\\Models\\${model}@${event.toLowerCase()}`,
	},
	eventsByTables: {
		description: 'Webhooks name events by tables: ticket_replies.created.',
		webhookWord: (word) =>
			word.replace(/^(.*)\./, (_, model: string) => `${model.replace(/y$/, 'ie')}s.`),
	},
	eventsByFields: {
		description: 'Webhooks name the field that changed, as in account.status.',
		webhookWord: (word) => word.replace(/\..*$/, '.status'),
	},
	eventsByForeignNames: {
		description: 'Webhooks have names of their own for models: attachment.created.',
		webhookWord: (word) => word.replace(/^file\b/, 'attachment').replace(/^ticket\b/, 'case'),
	},
	eventsUnnamed: {
		description: 'Webhooks do not name their event.',
		webhookBody: (body) => Object.fromEntries(Object.entries(body).slice(1)),
	},
	webhookIdsAsText: {
		description: 'Ids in webhooks are text.',
		webhookBody: (body) =>
			Object.fromEntries(
				Object.entries(body).map(([key, value]: [string, unknown]) => [
					key,
					value instanceof ExactNumber ? value.digits : value,
				]),
			),
	},
	webhooksTwice: {
		description: 'Webhooks come twice.',
		webhookDelays: (delays) => delays.flatMap((delay) => [delay, delay + 30]),
	},
	webhooksLate: {
		description: 'Webhooks come 200 ms late.',
		webhookDelays: (delays) => delays.map((delay) => delay + 200),
	},
	webhooksOutOfOrder: {
		description: 'Every other webhook overtakes the one before it.',
		webhookDelays: (delays, { number }) =>
			delays.map((delay) => delay + (number % 2 === 1 ? 100 : 0)),
	},
	endpointsUnlooked: {
		description: 'The address of a webhook endpoint is taken without a look at it.',
		endpointLook: () => undefined,
	},
	endpointUpdatesReplace: {
		description: 'A change of a webhook endpoint that leaves its events out leaves it none.',
		omittedEvents: () => [],
	},
	endpointsAnswerNull: {
		description: 'Mutations of webhook endpoints answer null.',
		endpointResult: () => null,
	},
} satisfies Characters;
