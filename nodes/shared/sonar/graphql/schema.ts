// Written by `npm run schema` from schema.graphql. A test holds the two together.

export type SortDirection = 'ASC' | 'DESC';

export type RangeOperator = 'EQ' | 'NEQ' | 'GT' | 'GTE' | 'LT' | 'LTE';

export type BooleanOperator = 'EQ' | 'NEQ';

export type GeneralSearchMode = 'ROOT' | 'ROOT_PLUS_RELATIONS';

export interface Paginator {
	page: number;
	records_per_page: number;
}

export interface Sorter {
	attribute: string;
	direction: SortDirection;
}

export interface Search {
	string_fields?: readonly SearchStringField[];
	integer_fields?: readonly SearchIntegerField[];
	datetime_fields?: readonly SearchDatetimeField[];
	date_fields?: readonly SearchDateField[];
	boolean_fields?: readonly SearchBooleanField[];
	unset_fields?: readonly string[];
	exists?: readonly string[];
	reverse_relation_filters?: readonly ReverseRelationFilter[];
}

export interface SearchStringField {
	attribute: string;
	search_value: string;
	match: boolean;
	partial_matching?: boolean;
}

export interface SearchIntegerField {
	attribute: string;
	search_value: string;
	operator: RangeOperator;
}

export interface SearchDatetimeField {
	attribute: string;
	search_value: string;
	operator: RangeOperator;
}

export interface SearchDateField {
	attribute: string;
	search_value: string;
	operator: RangeOperator;
}

export interface SearchBooleanField {
	attribute: string;
	search_value: boolean;
	operator?: BooleanOperator;
}

export interface ReverseRelationFilter {
	relation: string;
	search?: readonly Search[];
	general_search?: string;
	is_empty?: boolean;
	group?: string;
}

export interface AssociateFileMutationInput {
	file_id: string;
	description?: string;
	primary_image?: boolean;
}

export interface LinkFileToEntityMutationInput {
	fileable_type: string;
	fileable_id: string;
	files?: readonly AssociateFileMutationInput[];
}

export interface UpdateFileMutationInput {
	description?: string;
	primary_image?: boolean;
	unset_description?: boolean;
}

export interface CustomFieldDataMutationInput {
	custom_field_id: string;
	value: string;
}

export interface CreateTicketRecipientDuringTicketCreationMutationInput {
	name: string;
	email_address: string;
}

export interface CreateInternalTicketMutationInput {
	subject: string;
	description: string;
	status: string;
	priority: string;
	due_date?: string;
	ticketable_type?: string;
	ticketable_id?: string;
	parent_ticket_id?: string;
	ticket_group_id?: string;
	user_id?: string;
	ticket_category_ids?: readonly string[];
	custom_field_data?: readonly CustomFieldDataMutationInput[];
	files?: readonly AssociateFileMutationInput[];
}

export interface CreatePublicTicketMutationInput {
	subject: string;
	description: string;
	status: string;
	priority: string;
	inbound_mailbox_id: string;
	due_date?: string;
	ticketable_type?: string;
	ticketable_id?: string;
	parent_ticket_id?: string;
	ticket_group_id?: string;
	user_id?: string;
	ticket_category_ids?: readonly string[];
	ticket_recipients?: readonly CreateTicketRecipientDuringTicketCreationMutationInput[];
	custom_field_data?: readonly CustomFieldDataMutationInput[];
	files?: readonly AssociateFileMutationInput[];
}

export interface CreateTicketReplyMutationInput {
	ticket_id: string;
	body: string;
	incoming?: boolean;
	author?: string;
	author_email?: string;
	files?: readonly AssociateFileMutationInput[];
}

export interface CreateTicketCommentMutationInput {
	ticket_id: string;
	body: string;
	files?: readonly AssociateFileMutationInput[];
}

export interface UpdateTicketMutationInput {
	subject?: string;
	description?: string;
	status?: string;
	priority?: string;
	due_date?: string;
	ticketable_type?: string;
	ticketable_id?: string;
	parent_ticket_id?: string;
	ticket_group_id?: string;
	user_id?: string;
	ticket_category_ids?: readonly string[];
	inbound_mailbox_id?: string;
	ticket_recipients?: readonly CreateTicketRecipientDuringTicketCreationMutationInput[];
	is_spam?: boolean;
	custom_field_data?: readonly CustomFieldDataMutationInput[];
	unset_custom_field_data?: readonly string[];
	files?: readonly AssociateFileMutationInput[];
	unset_due_date?: boolean;
	unset_ticketable_type?: boolean;
	unset_ticketable_id?: boolean;
	unset_parent_ticket_id?: boolean;
	unset_ticket_group_id?: boolean;
	unset_user_id?: boolean;
	unset_inbound_mailbox_id?: boolean;
}

export interface WebhookEndpointModelEventInput {
	model: string;
	event: string;
}

export interface CreateWebhookEndpointMutationInput {
	name: string;
	endpoint: string;
	enabled: boolean;
	model_events?: readonly WebhookEndpointModelEventInput[];
}

export interface UpdateWebhookEndpointMutationInput {
	name?: string;
	endpoint?: string;
	enabled?: boolean;
	model_events?: readonly WebhookEndpointModelEventInput[];
}

export interface Inputs {
	SortDirection: SortDirection;
	RangeOperator: RangeOperator;
	BooleanOperator: BooleanOperator;
	GeneralSearchMode: GeneralSearchMode;
	Paginator: Paginator;
	Sorter: Sorter;
	Search: Search;
	SearchStringField: SearchStringField;
	SearchIntegerField: SearchIntegerField;
	SearchDatetimeField: SearchDatetimeField;
	SearchDateField: SearchDateField;
	SearchBooleanField: SearchBooleanField;
	ReverseRelationFilter: ReverseRelationFilter;
	AssociateFileMutationInput: AssociateFileMutationInput;
	LinkFileToEntityMutationInput: LinkFileToEntityMutationInput;
	UpdateFileMutationInput: UpdateFileMutationInput;
	CustomFieldDataMutationInput: CustomFieldDataMutationInput;
	CreateTicketRecipientDuringTicketCreationMutationInput: CreateTicketRecipientDuringTicketCreationMutationInput;
	CreateInternalTicketMutationInput: CreateInternalTicketMutationInput;
	CreatePublicTicketMutationInput: CreatePublicTicketMutationInput;
	CreateTicketReplyMutationInput: CreateTicketReplyMutationInput;
	CreateTicketCommentMutationInput: CreateTicketCommentMutationInput;
	UpdateTicketMutationInput: UpdateTicketMutationInput;
	WebhookEndpointModelEventInput: WebhookEndpointModelEventInput;
	CreateWebhookEndpointMutationInput: CreateWebhookEndpointMutationInput;
	UpdateWebhookEndpointMutationInput: UpdateWebhookEndpointMutationInput;
}

/** The fields of each type, and the type that each gives. */

export interface Fields {
	PageInfo: { page: 'Int'; total_pages: 'Int'; total_count: 'Int'; records_per_page: 'Int' };
	Me: { id: 'Int64Bit'; name: 'String'; username: 'String' };
	File: {
		id: 'Int64Bit';
		sonar_unique_id: 'ID';
		created_at: 'Datetime';
		updated_at: 'Datetime';
		_version: 'String';
		description: 'String';
		file_size_in_bytes: 'Int64Bit';
		fileable_id: 'Int64Bit';
		fileable_type: 'FileableType';
		filename: 'String';
		mime_type: 'String';
		primary_image: 'Boolean';
		user_id: 'Int64Bit';
		fileable: 'FileableInterface';
	};
	FileConnection: { entities: 'File'; page_info: 'PageInfo' };
	FileableInterface: {
		id: 'Int64Bit';
		sonar_unique_id: 'ID';
		created_at: 'Datetime';
		updated_at: 'Datetime';
	};
	TicketableInterface: { id: 'Int64Bit' };
	TicketingSetting: { days_closed_before_inbound_email_creates_new_ticket: 'Int' };
	TicketRecipient: {
		id: 'Int64Bit';
		name: 'String';
		email_address: 'EmailAddress';
		ticket_id: 'Int64Bit';
	};
	CustomFieldData: { id: 'Int64Bit'; custom_field_id: 'Int64Bit'; value: 'String' };
	JobType: { id: 'Int64Bit'; name: 'String' };
	InboundMailbox: {
		id: 'Int64Bit';
		name: 'String';
		enabled: 'Boolean';
		inbound_mailbox: 'String';
		from_name: 'String';
	};
	TicketGroup: { id: 'Int64Bit'; name: 'String'; enabled: 'Boolean' };
	TicketCategory: { id: 'Int64Bit'; name: 'String'; enabled: 'Boolean' };
	User: {
		id: 'Int64Bit';
		name: 'String';
		public_name: 'String';
		email_address: 'EmailAddress';
		enabled: 'Boolean';
	};
	CustomField: {
		id: 'Int64Bit';
		name: 'String';
		entity_type: 'String';
		type: 'String';
		required: 'Boolean';
		enum_options: 'String';
	};
	Contact: {
		id: 'Int64Bit';
		name: 'String';
		email_address: 'EmailAddress';
		contactable_type: 'String';
		contactable_id: 'Int64Bit';
	};
	WebhookModelEventResult: { model: 'String'; events: 'WebhookEndpointModelEvent' };
	WebhookModelEventResultConnection: { entities: 'WebhookModelEventResult' };
	WebhookEndpoint: {
		id: 'Int64Bit';
		name: 'String';
		endpoint: 'HttpsUrl';
		enabled: 'Boolean';
		webhook_endpoint_events: 'WebhookEndpointEventConnection';
	};
	WebhookEndpointEvent: { id: 'Int64Bit'; model: 'String'; event: 'WebhookEndpointModelEvent' };
	SuccessResponse: { success: 'Boolean'; message: 'Text' };
	AccountConnection: { entities: 'Account'; page_info: 'PageInfo' };
	AchBatchConnection: { entities: 'AchBatch'; page_info: 'PageInfo' };
	AddressConnection: { entities: 'Address'; page_info: 'PageInfo' };
	CallDetailRecordImportConnection: { entities: 'CallDetailRecordImport'; page_info: 'PageInfo' };
	CallLogConnection: { entities: 'CallLog'; page_info: 'PageInfo' };
	CompanyConnection: { entities: 'Company'; page_info: 'PageInfo' };
	ContactConnection: { entities: 'Contact'; page_info: 'PageInfo' };
	CustomFieldConnection: { entities: 'CustomField'; page_info: 'PageInfo' };
	CustomFieldDataConnection: { entities: 'CustomFieldData'; page_info: 'PageInfo' };
	DepositSlipConnection: { entities: 'DepositSlip'; page_info: 'PageInfo' };
	EmailMessageContentConnection: { entities: 'EmailMessageContent'; page_info: 'PageInfo' };
	FccForm477ReportConnection: { entities: 'FccForm477Report'; page_info: 'PageInfo' };
	HandwrittenSignatureConnection: { entities: 'HandwrittenSignature'; page_info: 'PageInfo' };
	InboundMailboxConnection: { entities: 'InboundMailbox'; page_info: 'PageInfo' };
	InventoryItemConnection: { entities: 'InventoryItem'; page_info: 'PageInfo' };
	InventoryModelConnection: { entities: 'InventoryModel'; page_info: 'PageInfo' };
	InvoiceAttachmentConnection: { entities: 'InvoiceAttachment'; page_info: 'PageInfo' };
	JobConnection: { entities: 'Job'; page_info: 'PageInfo' };
	MassEmailConnection: { entities: 'MassEmail'; page_info: 'PageInfo' };
	NetworkSiteConnection: { entities: 'NetworkSite'; page_info: 'PageInfo' };
	PrintedInvoiceBatchConnection: { entities: 'PrintedInvoiceBatch'; page_info: 'PageInfo' };
	PurchaseOrderConnection: { entities: 'PurchaseOrder'; page_info: 'PageInfo' };
	SystemBackupConnection: { entities: 'SystemBackup'; page_info: 'PageInfo' };
	TicketConnection: { entities: 'Ticket'; page_info: 'PageInfo' };
	TicketCategoryConnection: { entities: 'TicketCategory'; page_info: 'PageInfo' };
	TicketCommentConnection: { entities: 'TicketComment'; page_info: 'PageInfo' };
	TicketGroupConnection: { entities: 'TicketGroup'; page_info: 'PageInfo' };
	TicketRecipientConnection: { entities: 'TicketRecipient'; page_info: 'PageInfo' };
	TicketReplyConnection: { entities: 'TicketReply'; page_info: 'PageInfo' };
	TowercoverageSubmissionConnection: { entities: 'TowercoverageSubmission'; page_info: 'PageInfo' };
	UserConnection: { entities: 'User'; page_info: 'PageInfo' };
	VendorConnection: { entities: 'Vendor'; page_info: 'PageInfo' };
	VoiceProviderRateImportConnection: { entities: 'VoiceProviderRateImport'; page_info: 'PageInfo' };
	WebhookEndpointConnection: { entities: 'WebhookEndpoint'; page_info: 'PageInfo' };
	WebhookEndpointEventConnection: { entities: 'WebhookEndpointEvent'; page_info: 'PageInfo' };
	Query: {
		me: 'Me';
		files: 'FileConnection';
		accounts: 'AccountConnection';
		ach_batches: 'AchBatchConnection';
		addresses: 'AddressConnection';
		call_detail_record_imports: 'CallDetailRecordImportConnection';
		call_logs: 'CallLogConnection';
		companies: 'CompanyConnection';
		contacts: 'ContactConnection';
		custom_fields: 'CustomFieldConnection';
		deposit_slips: 'DepositSlipConnection';
		email_message_contents: 'EmailMessageContentConnection';
		fcc_form_477_reports: 'FccForm477ReportConnection';
		handwritten_signatures: 'HandwrittenSignatureConnection';
		inbound_mailboxes: 'InboundMailboxConnection';
		inventory_items: 'InventoryItemConnection';
		inventory_models: 'InventoryModelConnection';
		invoice_attachments: 'InvoiceAttachmentConnection';
		jobs: 'JobConnection';
		mass_emails: 'MassEmailConnection';
		network_sites: 'NetworkSiteConnection';
		printed_invoice_batches: 'PrintedInvoiceBatchConnection';
		purchase_orders: 'PurchaseOrderConnection';
		system_backups: 'SystemBackupConnection';
		ticket_categories: 'TicketCategoryConnection';
		ticket_comments: 'TicketCommentConnection';
		ticket_groups: 'TicketGroupConnection';
		ticket_replies: 'TicketReplyConnection';
		tickets: 'TicketConnection';
		ticketing_setting: 'TicketingSetting';
		towercoverage_submissions: 'TowercoverageSubmissionConnection';
		users: 'UserConnection';
		vendors: 'VendorConnection';
		voice_provider_rate_imports: 'VoiceProviderRateImportConnection';
		webhook_endpoints: 'WebhookEndpointConnection';
		webhook_model_events: 'WebhookModelEventResultConnection';
		__type: '__Type';
	};
	Mutation: {
		linkFileToEntity: 'FileableInterface';
		updateFile: 'File';
		deleteFile: 'SuccessResponse';
		createInternalTicket: 'Ticket';
		createPublicTicket: 'Ticket';
		updateTicket: 'Ticket';
		createTicketReply: 'TicketReply';
		createTicketComment: 'TicketComment';
		createWebhookEndpoint: 'WebhookEndpoint';
		updateWebhookEndpoint: 'WebhookEndpoint';
		deleteWebhookEndpoint: 'SuccessResponse';
	};
	Ticket: {
		id: 'Int64Bit';
		sonar_unique_id: 'ID';
		created_at: 'Datetime';
		updated_at: 'Datetime';
		subject: 'String';
		description: 'Text';
		status: 'TicketStatus';
		priority: 'TicketPriority';
		due_date: 'Date';
		closed_at: 'Datetime';
		closed_by_user_id: 'Int64Bit';
		company_id: 'Int64Bit';
		inbound_mailbox_id: 'Int64Bit';
		is_spam: 'Boolean';
		spam_score: 'Float';
		parent_ticket_id: 'Int64Bit';
		ticket_group_id: 'Int64Bit';
		ticketable_id: 'Int64Bit';
		ticketable_type: 'TicketableType';
		user_id: 'Int64Bit';
		global_updated_at: 'Datetime';
		ticketable: 'TicketableInterface';
		ticket_group: 'TicketGroup';
		user: 'User';
		inbound_mailbox: 'InboundMailbox';
		ticket_categories: 'TicketCategoryConnection';
		ticket_recipients: 'TicketRecipientConnection';
		custom_field_data: 'CustomFieldDataConnection';
		child_tickets: 'TicketConnection';
		ticket_replies: 'TicketReplyConnection';
		ticket_comments: 'TicketCommentConnection';
		files: 'FileConnection';
	};
	TicketReply: {
		id: 'Int64Bit';
		sonar_unique_id: 'ID';
		created_at: 'Datetime';
		updated_at: 'Datetime';
		ticket_id: 'Int64Bit';
		incoming: 'Boolean';
		author: 'String';
		author_email: 'EmailAddress';
		body: 'Text';
		headers: 'Text';
		user_id: 'Int64Bit';
		files: 'FileConnection';
	};
	TicketComment: {
		id: 'Int64Bit';
		sonar_unique_id: 'ID';
		created_at: 'Datetime';
		updated_at: 'Datetime';
		ticket_id: 'Int64Bit';
		body: 'Text';
		user_id: 'Int64Bit';
		files: 'FileConnection';
	};
	Account: {
		id: 'Int64Bit';
		sonar_unique_id: 'ID';
		created_at: 'Datetime';
		updated_at: 'Datetime';
		name: 'String';
		files: 'FileConnection';
	};
	AchBatch: {
		id: 'Int64Bit';
		sonar_unique_id: 'ID';
		created_at: 'Datetime';
		updated_at: 'Datetime';
		type: 'String';
		files: 'FileConnection';
	};
	Address: {
		id: 'Int64Bit';
		sonar_unique_id: 'ID';
		created_at: 'Datetime';
		updated_at: 'Datetime';
		line1: 'String';
		city: 'String';
		zip: 'String';
		files: 'FileConnection';
	};
	CallDetailRecordImport: {
		id: 'Int64Bit';
		sonar_unique_id: 'ID';
		created_at: 'Datetime';
		updated_at: 'Datetime';
		status: 'String';
		files: 'FileConnection';
	};
	CallLog: {
		id: 'Int64Bit';
		sonar_unique_id: 'ID';
		created_at: 'Datetime';
		updated_at: 'Datetime';
		subject: 'String';
		files: 'FileConnection';
	};
	Company: {
		id: 'Int64Bit';
		sonar_unique_id: 'ID';
		created_at: 'Datetime';
		updated_at: 'Datetime';
		name: 'String';
		files: 'FileConnection';
	};
	DepositSlip: {
		id: 'Int64Bit';
		sonar_unique_id: 'ID';
		created_at: 'Datetime';
		updated_at: 'Datetime';
		date: 'Date';
		bank_account_line: 'String';
		files: 'FileConnection';
	};
	EmailMessageContent: {
		id: 'Int64Bit';
		sonar_unique_id: 'ID';
		created_at: 'Datetime';
		updated_at: 'Datetime';
		subject: 'String';
		files: 'FileConnection';
	};
	FccForm477Report: {
		id: 'Int64Bit';
		sonar_unique_id: 'ID';
		created_at: 'Datetime';
		updated_at: 'Datetime';
		date: 'Date';
		format: 'String';
		files: 'FileConnection';
	};
	HandwrittenSignature: {
		id: 'Int64Bit';
		sonar_unique_id: 'ID';
		created_at: 'Datetime';
		updated_at: 'Datetime';
		signer_name: 'String';
		files: 'FileConnection';
	};
	InventoryItem: {
		id: 'Int64Bit';
		sonar_unique_id: 'ID';
		created_at: 'Datetime';
		updated_at: 'Datetime';
		overall_status: 'String';
		inventory_model: 'InventoryModel';
		files: 'FileConnection';
	};
	InventoryModel: {
		id: 'Int64Bit';
		sonar_unique_id: 'ID';
		created_at: 'Datetime';
		updated_at: 'Datetime';
		name: 'String';
		files: 'FileConnection';
	};
	InvoiceAttachment: {
		id: 'Int64Bit';
		sonar_unique_id: 'ID';
		created_at: 'Datetime';
		updated_at: 'Datetime';
		name: 'String';
		files: 'FileConnection';
	};
	Job: {
		id: 'Int64Bit';
		sonar_unique_id: 'ID';
		created_at: 'Datetime';
		updated_at: 'Datetime';
		scheduled_datetime: 'Datetime';
		complete: 'Boolean';
		job_type: 'JobType';
		jobbable_type: 'String';
		jobbable_id: 'Int64Bit';
		files: 'FileConnection';
	};
	MassEmail: {
		id: 'Int64Bit';
		sonar_unique_id: 'ID';
		created_at: 'Datetime';
		updated_at: 'Datetime';
		subject: 'String';
		files: 'FileConnection';
	};
	NetworkSite: {
		id: 'Int64Bit';
		sonar_unique_id: 'ID';
		created_at: 'Datetime';
		updated_at: 'Datetime';
		name: 'String';
		files: 'FileConnection';
	};
	PrintedInvoiceBatch: {
		id: 'Int64Bit';
		sonar_unique_id: 'ID';
		created_at: 'Datetime';
		updated_at: 'Datetime';
		date: 'Date';
		files: 'FileConnection';
	};
	PurchaseOrder: {
		id: 'Int64Bit';
		sonar_unique_id: 'ID';
		created_at: 'Datetime';
		updated_at: 'Datetime';
		order_number: 'Int';
		vendor_name: 'String';
		files: 'FileConnection';
	};
	SystemBackup: {
		id: 'Int64Bit';
		sonar_unique_id: 'ID';
		created_at: 'Datetime';
		updated_at: 'Datetime';
		name: 'String';
		files: 'FileConnection';
	};
	TowercoverageSubmission: {
		id: 'Int64Bit';
		sonar_unique_id: 'ID';
		created_at: 'Datetime';
		updated_at: 'Datetime';
		full_name: 'String';
		files: 'FileConnection';
	};
	Vendor: {
		id: 'Int64Bit';
		sonar_unique_id: 'ID';
		created_at: 'Datetime';
		updated_at: 'Datetime';
		name: 'String';
		files: 'FileConnection';
	};
	VoiceProviderRateImport: {
		id: 'Int64Bit';
		sonar_unique_id: 'ID';
		created_at: 'Datetime';
		updated_at: 'Datetime';
		status: 'String';
		files: 'FileConnection';
	};
	__Type: {
		kind: '__TypeKind';
		name: 'String';
		description: 'String';
		specifiedByURL: 'String';
		fields: '__Field';
		interfaces: '__Type';
		possibleTypes: '__Type';
		enumValues: '__EnumValue';
		inputFields: '__InputValue';
		ofType: '__Type';
		isOneOf: 'Boolean';
	};
	__EnumValue: {
		name: 'String';
		description: 'String';
		isDeprecated: 'Boolean';
		deprecationReason: 'String';
	};
}

const FILES_OF_QUERY = {
	id: 'Int64Bit',
	fileable_id: 'Int64Bit',
	fileable_type: 'FileableType',
	filename: 'String',
	mime_type: 'String',
	primary_image: 'Boolean',
	user_id: 'Int64Bit',
	paginator: 'Paginator',
	sorter: '[Sorter]',
	search: '[Search]',
	general_search: 'String',
	general_search_mode: 'GeneralSearchMode',
} as const;

const ACCOUNTS_OF_QUERY = {
	id: 'Int64Bit',
	paginator: 'Paginator',
	sorter: '[Sorter]',
	search: '[Search]',
	general_search: 'String',
	general_search_mode: 'GeneralSearchMode',
} as const;

const CONTACTS_OF_QUERY = {
	id: 'Int64Bit',
	email_address: 'EmailAddress',
	paginator: 'Paginator',
	sorter: '[Sorter]',
	search: '[Search]',
	general_search: 'String',
	general_search_mode: 'GeneralSearchMode',
} as const;

const INBOUND_MAILBOXES_OF_QUERY = {
	id: 'Int64Bit',
	enabled: 'Boolean',
	paginator: 'Paginator',
	sorter: '[Sorter]',
	search: '[Search]',
	general_search: 'String',
	general_search_mode: 'GeneralSearchMode',
} as const;

const TICKET_COMMENTS_OF_QUERY = {
	id: 'Int64Bit',
	ticket_id: 'Int64Bit',
	paginator: 'Paginator',
	sorter: '[Sorter]',
	search: '[Search]',
	general_search: 'String',
	general_search_mode: 'GeneralSearchMode',
} as const;

const TICKET_REPLIES_OF_QUERY = {
	id: 'Int64Bit',
	ticket_id: 'Int64Bit',
	author_email: 'EmailAddress',
	incoming: 'Boolean',
	paginator: 'Paginator',
	sorter: '[Sorter]',
	search: '[Search]',
	general_search: 'String',
	general_search_mode: 'GeneralSearchMode',
} as const;

const TICKETS_OF_QUERY = {
	id: 'Int64Bit',
	status: 'TicketStatus',
	priority: 'TicketPriority',
	ticket_group_id: 'Int64Bit',
	user_id: 'Int64Bit',
	ticketable_type: 'TicketableType',
	ticketable_id: 'Int64Bit',
	parent_ticket_id: 'Int64Bit',
	inbound_mailbox_id: 'Int64Bit',
	paginator: 'Paginator',
	sorter: '[Sorter]',
	search: '[Search]',
	general_search: 'String',
	general_search_mode: 'GeneralSearchMode',
} as const;

const WEBHOOK_ENDPOINTS_OF_QUERY = {
	id: 'Int64Bit',
	paginator: 'Paginator',
	sorter: '[Sorter]',
	search: '[Search]',
} as const;

const __TYPE_OF_QUERY = { name: 'String!' } as const;

const LINKFILETOENTITY_OF_MUTATION = { input: 'LinkFileToEntityMutationInput' } as const;

const UPDATEFILE_OF_MUTATION = { id: 'Int64Bit!', input: 'UpdateFileMutationInput' } as const;

const DELETEFILE_OF_MUTATION = { id: 'Int64Bit!' } as const;

const CREATEINTERNALTICKET_OF_MUTATION = { input: 'CreateInternalTicketMutationInput' } as const;

const CREATEPUBLICTICKET_OF_MUTATION = { input: 'CreatePublicTicketMutationInput' } as const;

const UPDATETICKET_OF_MUTATION = { id: 'Int64Bit!', input: 'UpdateTicketMutationInput' } as const;

const CREATETICKETREPLY_OF_MUTATION = { input: 'CreateTicketReplyMutationInput' } as const;

const CREATETICKETCOMMENT_OF_MUTATION = { input: 'CreateTicketCommentMutationInput' } as const;

const CREATEWEBHOOKENDPOINT_OF_MUTATION = { input: 'CreateWebhookEndpointMutationInput' } as const;

const UPDATEWEBHOOKENDPOINT_OF_MUTATION = {
	id: 'Int64Bit!',
	input: 'UpdateWebhookEndpointMutationInput',
} as const;

const TICKET_CATEGORIES_OF_TICKET = {
	paginator: 'Paginator',
	sorter: '[Sorter]',
	search: '[Search]',
} as const;

/** The arguments of the fields that take some, with their types. */

export const ARGUMENTS = {
	Query: {
		files: FILES_OF_QUERY,
		accounts: ACCOUNTS_OF_QUERY,
		ach_batches: ACCOUNTS_OF_QUERY,
		addresses: ACCOUNTS_OF_QUERY,
		call_detail_record_imports: ACCOUNTS_OF_QUERY,
		call_logs: ACCOUNTS_OF_QUERY,
		companies: ACCOUNTS_OF_QUERY,
		contacts: CONTACTS_OF_QUERY,
		custom_fields: ACCOUNTS_OF_QUERY,
		deposit_slips: ACCOUNTS_OF_QUERY,
		email_message_contents: ACCOUNTS_OF_QUERY,
		fcc_form_477_reports: ACCOUNTS_OF_QUERY,
		handwritten_signatures: ACCOUNTS_OF_QUERY,
		inbound_mailboxes: INBOUND_MAILBOXES_OF_QUERY,
		inventory_items: ACCOUNTS_OF_QUERY,
		inventory_models: ACCOUNTS_OF_QUERY,
		invoice_attachments: ACCOUNTS_OF_QUERY,
		jobs: ACCOUNTS_OF_QUERY,
		mass_emails: ACCOUNTS_OF_QUERY,
		network_sites: ACCOUNTS_OF_QUERY,
		printed_invoice_batches: ACCOUNTS_OF_QUERY,
		purchase_orders: ACCOUNTS_OF_QUERY,
		system_backups: ACCOUNTS_OF_QUERY,
		ticket_categories: INBOUND_MAILBOXES_OF_QUERY,
		ticket_comments: TICKET_COMMENTS_OF_QUERY,
		ticket_groups: INBOUND_MAILBOXES_OF_QUERY,
		ticket_replies: TICKET_REPLIES_OF_QUERY,
		tickets: TICKETS_OF_QUERY,
		towercoverage_submissions: ACCOUNTS_OF_QUERY,
		users: INBOUND_MAILBOXES_OF_QUERY,
		vendors: ACCOUNTS_OF_QUERY,
		voice_provider_rate_imports: ACCOUNTS_OF_QUERY,
		webhook_endpoints: WEBHOOK_ENDPOINTS_OF_QUERY,
		__type: __TYPE_OF_QUERY,
	},
	Mutation: {
		linkFileToEntity: LINKFILETOENTITY_OF_MUTATION,
		updateFile: UPDATEFILE_OF_MUTATION,
		deleteFile: DELETEFILE_OF_MUTATION,
		createInternalTicket: CREATEINTERNALTICKET_OF_MUTATION,
		createPublicTicket: CREATEPUBLICTICKET_OF_MUTATION,
		updateTicket: UPDATETICKET_OF_MUTATION,
		createTicketReply: CREATETICKETREPLY_OF_MUTATION,
		createTicketComment: CREATETICKETCOMMENT_OF_MUTATION,
		createWebhookEndpoint: CREATEWEBHOOKENDPOINT_OF_MUTATION,
		updateWebhookEndpoint: UPDATEWEBHOOKENDPOINT_OF_MUTATION,
		deleteWebhookEndpoint: DELETEFILE_OF_MUTATION,
	},
	Ticket: {
		ticket_categories: TICKET_CATEGORIES_OF_TICKET,
		ticket_recipients: TICKET_CATEGORIES_OF_TICKET,
		custom_field_data: TICKET_CATEGORIES_OF_TICKET,
		child_tickets: TICKET_CATEGORIES_OF_TICKET,
		ticket_replies: TICKET_CATEGORIES_OF_TICKET,
		ticket_comments: TICKET_CATEGORIES_OF_TICKET,
		files: FILES_OF_QUERY,
	},
	TicketReply: { files: FILES_OF_QUERY },
	TicketComment: { files: FILES_OF_QUERY },
	Account: { files: FILES_OF_QUERY },
	AchBatch: { files: FILES_OF_QUERY },
	Address: { files: FILES_OF_QUERY },
	CallDetailRecordImport: { files: FILES_OF_QUERY },
	CallLog: { files: FILES_OF_QUERY },
	Company: { files: FILES_OF_QUERY },
	DepositSlip: { files: FILES_OF_QUERY },
	EmailMessageContent: { files: FILES_OF_QUERY },
	FccForm477Report: { files: FILES_OF_QUERY },
	HandwrittenSignature: { files: FILES_OF_QUERY },
	InventoryItem: { files: FILES_OF_QUERY },
	InventoryModel: { files: FILES_OF_QUERY },
	InvoiceAttachment: { files: FILES_OF_QUERY },
	Job: { files: FILES_OF_QUERY },
	MassEmail: { files: FILES_OF_QUERY },
	NetworkSite: { files: FILES_OF_QUERY },
	PrintedInvoiceBatch: { files: FILES_OF_QUERY },
	PurchaseOrder: { files: FILES_OF_QUERY },
	SystemBackup: { files: FILES_OF_QUERY },
	TowercoverageSubmission: { files: FILES_OF_QUERY },
	Vendor: { files: FILES_OF_QUERY },
	VoiceProviderRateImport: { files: FILES_OF_QUERY },
} as const;
