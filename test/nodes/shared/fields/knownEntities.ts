import type { EntityFields, Sonar } from '../../../sonar';

export const ID = '4200';

export interface Known {
	entity?: EntityFields;
	/** What a person types to find it. */
	words: string[];
	/** How the list shows it. */
	shown: string;
}

const named = (name: string): Known => ({ entity: { name }, words: [name], shown: name });
const about = (subject: string): Known => ({
	entity: { subject },
	words: [subject],
	shown: subject,
});
const detailed = (details: Record<string, unknown>, shown: string, ...words: string[]): Known => ({
	entity: { details },
	words,
	shown,
});

/** By what a person knows an entity of each type, and what the list makes of it. */
export const TYPES: Record<string, Known> = {
	Account: named('Jane Example'),
	AchBatch: {
		entity: { created_at: '2026-03-01T09:05:59+00:00', details: { batch_type: 'DEBIT' } },
		words: ['DEBIT', '2026-03-01', '2026-03'],
		shown: '2026-03-01 09:05 UTC · DEBIT',
	},
	Address: detailed(
		{ line1: '12 Main St', city: 'Springfield', zip: '04711' },
		'12 Main St · Springfield · 04711',
		'12 main',
		'Springfield',
		'04711',
	),
	CallDetailRecordImport: {
		entity: { created_at: '2026-03-02T10:00:00+00:00', details: { status: 'PARTLY_FAILED' } },
		words: ['partly failed', '2026-03-02'],
		shown: '2026-03-02 10:00 UTC · PARTLY_FAILED',
	},
	CallLog: about('Asked for a form'),
	Company: named('Example Inc.'),
	DepositSlip: detailed(
		{ date: '2026-03-03', bank_account_line: 'First Bank 12-34' },
		'2026-03-03 · First Bank 12-34',
		'first bank',
		'2026-03-03',
	),
	EmailMessageContent: about('Your bill of March'),
	FccForm477Report: detailed(
		{ date: '2025-12-31', format: 'FIXED_SUBSCRIPTION' },
		'2025-12-31 · FIXED_SUBSCRIPTION',
		'fixed subscription',
		'2025-12',
		'2025-12-31',
	),
	HandwrittenSignature: detailed(
		{ signer_name: 'Ada Lovelace' },
		'Ada Lovelace',
		'lovelace',
		'Ada',
	),
	InventoryItem: detailed(
		{ inventory_model: { id: '3', name: 'Antenna 5000' }, overall_status: 'GOOD' },
		'Antenna 5000 · GOOD',
		'antenna 5',
		'Antenna',
	),
	InventoryModel: named('Antenna 7000'),
	InvoiceAttachment: named('Terms of 2026'),
	Job: detailed(
		{
			scheduled_datetime: '2026-03-04T14:30:00+00:00',
			job_type: { id: '2', name: 'Installation' },
			jobbable_type: 'Account',
			jobbable_id: '81',
		},
		'2026-03-04 14:30 UTC · Installation · Oak Farm',
		'oak farm',
		'Installation',
		'2026-03-04',
	),
	MassEmail: about('Maintenance on Sunday'),
	NetworkSite: named('Tower Hill'),
	PrintedInvoiceBatch: detailed({ date: '2026-03-05' }, '2026-03-05', '2026-03-05', '2026-03'),
	PurchaseOrder: detailed(
		{ order_number: 1077, vendor_name: 'Cable & Co' },
		'1077 · Cable & Co',
		'1077',
		'#1077',
		'Cable & Co',
	),
	SystemBackup: named('backup-2026-03-06.sql'),
	Ticket: {
		entity: {
			subject: 'No internet since Monday',
			status: 'PENDING_EXTERNAL',
			details: { ticketable_type: 'Account', ticketable_id: '82' },
		},
		words: ['monday internet', 'pending external', 'Lovelace Ada Monday'],
		shown: 'No internet since Monday · PENDING_EXTERNAL · Lovelace, Ada',
	},
	TicketComment: {
		entity: { ticket_id: '708', body: 'Call him <b>back</b> on Friday', details: { user_id: '9' } },
		words: ['<b>back', 'Grace Hopper', 'slow upload', '708', '#708'],
		shown: 'Ticket 708: Slow upload · Grace Hopper · Call him back on Friday',
	},
	TicketReply: {
		entity: { ticket_id: '708', author: 'Jane Doe', body: '<p>The form&nbsp;is signed.</p>' },
		words: ['signed', 'jane doe', 'slow upload', '708'],
		shown: 'Ticket 708: Slow upload · Jane Doe · The form is signed.',
	},
	TowercoverageSubmission: detailed({ full_name: 'Alan Turing' }, 'Alan Turing', 'turing', 'Alan'),
	Vendor: named('Supplier Ltd'),
	VoiceProviderRateImport: {
		entity: { created_at: '2026-03-07T23:59:59+00:00', details: { status: 'COMPLETED' } },
		words: ['completed', '2026-03-07'],
		shown: '2026-03-07 23:59 UTC · COMPLETED',
	},
};

/** One entity of each type that is known, and another of which nothing is. */
export function addEntities(sonar: Sonar): void {
	sonar.addEntity('Account', { id: '81', name: 'Oak Farm' });
	sonar.addEntity('Account', { id: '82', name: 'Lovelace, Ada' });
	sonar.addEntity('Ticket', { id: '708', subject: 'Slow upload' });
	sonar.addEntity('User', { id: '9', name: 'Grace Hopper' });
	for (const [type, { entity }] of Object.entries(TYPES)) {
		sonar.addEntity(type, { ...entity, id: ID });
		sonar.addEntity(type, { id: '5', name: '', subject: '', ticket_id: '1' });
	}
}
