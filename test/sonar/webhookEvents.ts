/** What this Sonar calls endpoints for, in no order. */
export const WEBHOOK_MODEL_EVENTS = [
	{ model: 'Ticket', events: ['CREATED', 'UPDATED', 'DELETED', 'ATTACHED', 'DETACHED'] },
	{ model: 'Account', events: ['CREATED', 'UPDATED', 'DELETED'] },
	{ model: 'TicketReply', events: ['CREATED'] },
	{ model: 'File', events: ['CREATED', 'UPDATED', 'DELETED'] },
];

/** Something that has happened, as webhooks tell of it. */
export interface Happening {
	model: string;
	event: string;
	/** What it happened to, as it is now. */
	row: { id: string };
}

function toSnakeCase(model: string): string {
	return model.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toLowerCase();
}

/** As Sonar's article has it: "account.status", small and with a dot. */
export function wordOf({ model, event }: Happening): string {
	return `${toSnakeCase(model)}.${event.toLowerCase()}`;
}
