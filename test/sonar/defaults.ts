/** The user that the token belongs to. */
export const USER_ID = '1';

/** Fields that the schema does not let be null, beside a name or a subject. */
export const DEFAULTS: Record<string, object> = {
	Job: { complete: false },
	Ticket: { status: 'OPEN', priority: 'MEDIUM', description: '' },
	TicketReply: { incoming: false, body: '' },
	TicketComment: { body: '', user_id: USER_ID },
	InboundMailbox: { enabled: true, inbound_mailbox: 'support', from_name: 'Support' },
	TicketGroup: { enabled: true },
	TicketCategory: { enabled: true },
	User: { enabled: true, public_name: 'Test User', email_address: 'test@example.com' },
	CustomField: { entity_type: 'Ticket', field_type: 'TEXT', required: false },
	Contact: { contactable_type: 'Account', contactable_id: '1' },
	WebhookEndpoint: { enabled: true, endpoint: 'https://example.com/hook' },
	WebhookEndpointEvent: { model: 'File', event: 'CREATED' },
};
