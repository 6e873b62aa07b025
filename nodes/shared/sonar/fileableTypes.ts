import { isRecord } from './answers';
import { runGraphql } from './graphql';
import { isFailure, resultOf } from './result';
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
	const answer = await resultOf(
		runGraphql(sender, {
			query: '{ __type(name: "FileableType") { enumValues { name description } } }',
			variables: {},
		}),
	);
	if (isFailure(answer)) {
		if (answer.error.status === 400) return publicTypes();
		// A wrong token or address should be seen where the user chooses, not hidden by the list.
		throw answer.error;
	}
	const type: unknown = answer.value.data?.__type;
	const values: unknown[] = isRecord(type) && Array.isArray(type.enumValues) ? type.enumValues : [];
	const types = values.filter(isRecord).map(({ name, description }) => ({
		name: String(name),
		description: typeof description === 'string' ? description : undefined,
	}));
	return types.length > 0 ? types : publicTypes();
}

function publicTypes(): FileableType[] {
	return PUBLIC_TYPES.map((name) => ({ name }));
}
