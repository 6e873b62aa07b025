import * as n8nWorkflow from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	IExecuteData,
	IExecuteFunctions,
	INodeExecutionData,
	IRunExecutionData,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

/** What n8n's contexts have on every line that this package runs on, and their types leave out. */
interface Internals {
	additionalData?: IWorkflowExecuteAdditionalData;
	executeData?: IExecuteData;
	runExecutionData?: IRunExecutionData | null;
	workflow?: { settings?: { binaryMode?: string } };
}

/** n8n 1.x has no such mode. */
const { BINARY_MODE_COMBINED }: { BINARY_MODE_COMBINED?: string } = n8nWorkflow;

/**
 * Whether n8n keeps the workflow's files in `json._files`, by the setting of the workflow. An n8n without
 * that mode ignores the setting, and `_files` is then JSON that anybody may have written.
 */
export function isCombined(context: IExecuteFunctions): boolean {
	if (BINARY_MODE_COMBINED === undefined) return false;
	return internalsOf(context).workflow?.settings?.binaryMode === BINARY_MODE_COMBINED;
}

/**
 * Whether a node of this execution gave out a file of n8n's storage. Its id alone opens any file of
 * the storage, so an id out of a webhook's body may be of a file that belongs to somebody else.
 */
export function hasGivenFile(context: IExecuteFunctions, id: string): boolean {
	const known = fileIds.get(context) ?? collectFileIds(context);
	fileIds.set(context, known);
	return known.has(id);
}

/** Of the nodes that ran before, read once for each run of a node. */
const fileIds = new WeakMap<IExecuteFunctions, Set<string>>();

function collectFileIds(context: IExecuteFunctions): Set<string> {
	const { runData = {} } = internalsOf(context).runExecutionData?.resultData ?? {};
	const outputs = Object.values(runData)
		.flat()
		.flatMap(({ data }) => Object.values(data ?? {}).flat());
	return new Set(outputs.flatMap((items) => (items ?? []).flatMap(idsOf)));
}

function idsOf({ binary }: INodeExecutionData): string[] {
	return Object.values(binary ?? {}).flatMap(({ id }) => id ?? []);
}

/** A credential as the user saved it, with its expressions. Undefined if n8n does not give it. */
export async function readStoredCredential(
	context: IExecuteFunctions,
	type: string,
): Promise<ICredentialDataDecryptedObject | undefined> {
	const { additionalData, executeData } = internalsOf(context);
	const details = context.getNode().credentials?.[type];
	if (!additionalData || !details) return undefined;
	try {
		const { credentialsHelper } = additionalData;
		const mode = context.getMode();
		return await credentialsHelper.getDecrypted(
			additionalData,
			details,
			type,
			mode,
			executeData,
			true,
		);
	} catch {
		return undefined;
	}
}

function internalsOf(context: IExecuteFunctions): Internals {
	return context as unknown as Internals;
}
