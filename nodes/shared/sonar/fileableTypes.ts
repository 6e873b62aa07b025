import { isRecord } from './answers';
import { runGraphql } from './graphql';
import { SonarError } from './SonarError';
import type { SonarSender } from './SonarSender';

export interface FileableType {
	name: string;
	description?: string;
}

/** The public schema's FileableType (May 2025), for instances that refuse introspection. */
const PUBLIC_TYPES = [
	'Account',
	'AchBatch',
	'Address',
	'CallDataRecordImport',
	'CallDetailRecordImport',
	'CallLog',
	'Company',
	'DepositSlip',
	'EmailMessageContent',
	'FccForm477Report',
	'HandwrittenSignature',
	'InventoryItem',
	'InventoryModel',
	'InvoiceAttachment',
	'Job',
	'MassEmail',
	'NetworkSite',
	'PrintedInvoiceBatch',
	'PurchaseOrder',
	'SystemBackup',
	'Ticket',
	'TicketComment',
	'TicketReply',
	'TowercoverageSubmission',
	'Vendor',
	'VoiceProviderRateImport',
];

/** What files can be linked to on this instance; the public list where it does not tell. */
export async function readFileableTypes(sender: SonarSender): Promise<FileableType[]> {
	try {
		const { data } = await runGraphql(sender, {
			query: '{ __type(name: "FileableType") { enumValues { name description } } }',
			variables: {},
		});
		const type: unknown = data?.__type;
		const values: unknown[] =
			isRecord(type) && Array.isArray(type.enumValues) ? type.enumValues : [];
		const types = values.filter(isRecord).map(({ name, description }) => ({
			name: String(name),
			description: typeof description === 'string' ? description : undefined,
		}));
		if (types.length > 0) return types;
	} catch (error) {
		// A wrong token or address should be seen where the user chooses, not hidden by the list.
		if (!(error instanceof SonarError) || error.status !== 400) throw error;
	}
	return PUBLIC_TYPES.map((name) => ({ name }));
}
