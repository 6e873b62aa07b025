import { buildPageQuery, type ListName, type Page, type RowType } from '../graphql/connection';
import type { Arguments, RootField, Selection } from '../graphql/rootField';
import type { GeneralSearchMode, Sorter } from '../graphql/schema';
import {
	beginning,
	date,
	firstOf,
	moment,
	nameOf,
	number,
	reference,
	referenceOf,
	state,
	text,
	ticket,
	type LabelPart,
	type Row,
} from './labelParts';

/** What a person knows the entities of a type by, and how Sonar finds them. */
export interface Lookup {
	parts: readonly LabelPart[];
	/** Those that stand for it beside another entity. */
	nameParts: readonly LabelPart[];
	/** Selects what the parts read. */
	buildQuery: <T>(
		args: Arguments<'Query', 'users'>,
		withPageInfo: boolean,
		parseRow: (row: Row) => T,
	) => RootField<Page<T>>;
	order: readonly Sorter[];
	/** Searches all text of an entity, in place of the parts' own attributes. */
	general?: GeneralSearchMode;
	pageSize: number;
}

const BY_NAME: readonly Sorter[] = [
	{ attribute: 'name', direction: 'ASC' },
	{ attribute: 'id', direction: 'ASC' },
];
const NEWEST_FIRST: readonly Sorter[] = [{ attribute: 'id', direction: 'DESC' }];

/** An answer may have 16 MiB, and a long text 100,000 characters. */
const PAGE_SIZE = 50;
const PAGE_SIZE_OF_LONG_TEXTS = 20;

/** The compiler checks that the list's entities have these attributes. */
function lookup<L extends ListName>(
	list: L,
	parts: ReadonlyArray<LabelPart<Selection<RowType<L>>[number]>>,
	settings: Partial<Pick<Lookup, 'order' | 'general' | 'pageSize'>> & {
		countOfNames?: number;
	} = {},
): Lookup {
	const { countOfNames, ...others } = settings;
	const select: Selection<RowType<L>> = parts.flatMap((part) => part.select);
	return {
		parts: parts as readonly LabelPart[],
		nameParts: parts.slice(0, countOfNames) as readonly LabelPart[],
		buildQuery: (args, withPageInfo, parseRow) =>
			buildPageQuery(list, { args, select, withPageInfo, parseRow }),
		order: NEWEST_FIRST,
		pageSize: PAGE_SIZE,
		...others,
	};
}

const RELATIONS = { general: 'ROOT_PLUS_RELATIONS' } as const;
const ROOT = { general: 'ROOT' } as const;
const LONG_TEXTS = { ...RELATIONS, pageSize: PAGE_SIZE_OF_LONG_TEXTS };
const NAMED = { order: BY_NAME };

/** All types that files can be linked to in the public schema (May 2025). */
export const LOOKUPS: Readonly<Record<string, Lookup>> = {
	Account: lookup('accounts', [text('name')], NAMED),
	AchBatch: lookup('ach_batches', [moment('created_at'), state('type')]),
	Address: lookup('addresses', [text('line1'), text('city'), text('zip')], ROOT),
	CallDetailRecordImport: lookup('call_detail_record_imports', [
		moment('created_at'),
		state('status'),
	]),
	CallLog: lookup('call_logs', [text('subject')]),
	Company: lookup('companies', [text('name')], NAMED),
	DepositSlip: lookup('deposit_slips', [date('date'), text('bank_account_line')]),
	EmailMessageContent: lookup('email_message_contents', [text('subject')]),
	FccForm477Report: lookup('fcc_form_477_reports', [date('date'), state('format')]),
	HandwrittenSignature: lookup('handwritten_signatures', [text('signer_name')]),
	InventoryItem: lookup(
		'inventory_items',
		[nameOf('inventory_model'), state('overall_status')],
		RELATIONS,
	),
	InventoryModel: lookup('inventory_models', [text('name')], NAMED),
	InvoiceAttachment: lookup('invoice_attachments', [text('name')], NAMED),
	Job: lookup(
		'jobs',
		[moment('scheduled_datetime'), nameOf('job_type'), referenceOf('jobbable_type', 'jobbable_id')],
		RELATIONS,
	),
	MassEmail: lookup('mass_emails', [text('subject')]),
	NetworkSite: lookup('network_sites', [text('name')], NAMED),
	PrintedInvoiceBatch: lookup('printed_invoice_batches', [date('date')]),
	PurchaseOrder: lookup('purchase_orders', [number('order_number'), text('vendor_name')], ROOT),
	SystemBackup: lookup('system_backups', [text('name')]),
	Ticket: lookup(
		'tickets',
		[text('subject'), state('status'), referenceOf('ticketable_type', 'ticketable_id')],
		{ ...RELATIONS, countOfNames: 1 },
	),
	TicketComment: lookup(
		'ticket_comments',
		[ticket('ticket_id'), reference('User', 'user_id'), beginning('body')],
		LONG_TEXTS,
	),
	TicketReply: lookup(
		'ticket_replies',
		[
			ticket('ticket_id'),
			firstOf<'author' | 'author_email' | 'user_id'>(
				text('author'),
				text('author_email'),
				reference('User', 'user_id'),
			),
			beginning('body'),
		],
		LONG_TEXTS,
	),
	TowercoverageSubmission: lookup('towercoverage_submissions', [text('full_name')]),
	Vendor: lookup('vendors', [text('name')], NAMED),
	VoiceProviderRateImport: lookup('voice_provider_rate_imports', [
		moment('created_at'),
		state('status'),
	]),
};

/** Lists that only the fields of a ticket offer: mailboxes, groups, users. */
export const TICKET_LOOKUPS = {
	InboundMailbox: lookup('inbound_mailboxes', [text('name')], NAMED),
	TicketGroup: lookup('ticket_groups', [text('name')], NAMED),
	User: lookup('users', [text('name')], NAMED),
};

/** Undefined for a type that this package does not know. */
export function lookupOf(type: string): Lookup | undefined {
	return Object.hasOwn(LOOKUPS, type) ? LOOKUPS[type] : undefined;
}
