import * as n8nWorkflow from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	IExecuteData,
	IExecuteFunctions,
	IHookFunctions,
	INodeExecutionData,
	IPollFunctions,
	IRunExecutionData,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import type { Outcome } from '../sonar/outcome';
import type { FilesOfItem } from './binaryFields';
import { CREDENTIAL, toCredential, type Credential } from './host';

/** Where parameters come from: an item, or a node without input. */
export interface ParameterSource {
	/** A parameter with its expressions resolved. It may have any type. */
	get(name: string): unknown;
	/** Of the workflow, for example `Europe/Berlin`. */
	timezone: string;
	/** Of the instance that the credential names. Undefined for a trigger. */
	origin?: string;
}

/** One input item of a node, with its own values of the parameters. */
export class Item implements ParameterSource, FilesOfItem {
	/** Set as soon as the item's credential is read, before its parameters are. */
	origin?: string;

	constructor(
		readonly context: IExecuteFunctions,
		readonly index: number,
		readonly data: INodeExecutionData,
	) {}

	get(name: string): unknown {
		// Without a fallback, n8n throws for a field that the editor hides.
		return this.context.getNodeParameter(name, this.index, null);
	}

	get timezone(): string {
		return this.context.getTimezone();
	}

	get isCombined(): boolean {
		return isCombined(this.context);
	}

	hasGivenFile(id: string): boolean {
		return hasGivenFile(this.context, id);
	}
}

/** The parameters of a node without input. */
export function buildTriggerSource(context: IPollFunctions | IHookFunctions): ParameterSource {
	return {
		get: (name) => context.getNodeParameter(name, undefined),
		timezone: context.getTimezone(),
	};
}

/** One input that a task reads from an item, for example one of several files to upload. */
export interface ItemInput<Input> {
	item: Item;
	/** Its place among the inputs of the item. */
	position: number;
	input: Input;
	credential: Credential;
}

/** The outcome of one input, or of an item that could not be read. */
export interface InputOutcome<Input, Output> {
	item: Item;
	/** Absent if the item could not be read. */
	itemInput?: ItemInput<Input>;
	outcome: Outcome<Output, Error>;
}

export function hasFailed({ outcome }: InputOutcome<unknown, unknown>): boolean {
	return outcome.status === 'failed';
}

/** Fields that n8n's contexts have at run time, in every supported version, but not in their types. */
interface Internals {
	additionalData?: IWorkflowExecuteAdditionalData;
	executeData?: IExecuteData;
	runExecutionData?: IRunExecutionData | null;
	workflow?: { settings?: { binaryMode?: string } };
}

/** n8n 1.x has no such mode. */
const { BINARY_MODE_COMBINED }: { BINARY_MODE_COMBINED?: string } = n8nWorkflow;

/**
 * Whether the workflow's settings make n8n keep files in `json._files`. An n8n without that mode ignores
 * the setting, so `_files` is then JSON from anywhere.
 */
export function isCombined(context: IExecuteFunctions): boolean {
	if (BINARY_MODE_COMBINED === undefined) return false;
	return internalsOf(context).workflow?.settings?.binaryMode === BINARY_MODE_COMBINED;
}

/**
 * Whether a node of this execution put out a stored file. An ID opens any file in n8n's storage, so one
 * from a webhook's body could open somebody else's.
 */
export function hasGivenFile(context: IExecuteFunctions, id: string): boolean {
	const known = fileIds.get(context) ?? collectFileIds(context);
	fileIds.set(context, known);
	return known.has(id);
}

/** The files of the nodes that ran before, collected once per run of a node. */
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

/** Expressions that do not depend on the item, such as `{{ $vars.url }}`. */
const SHARED = /\{\{\s*\$(?:env|secrets|vars)(?:\.\w+|\["[^"\\]*"\]|\['[^'\\]*'\])+\s*\}\}/g;

/**
 * Reads the credential for the items of a run. n8n fetches and decrypts it on every call, so it is read
 * once for all items, unless an expression in it may differ between them.
 */
export function buildCredentialReader(
	context: IExecuteFunctions,
): (itemIndex: number) => Promise<Credential> {
	let first: ICredentialDataDecryptedObject | undefined;
	/** Determined at the second item. */
	let isShared: Promise<boolean> | undefined;
	return async (itemIndex) => {
		if (first) {
			isShared ??= isSameForAll(context, first);
			if (await isShared) return toCredential(first);
		}
		const fields = await context.getCredentials(CREDENTIAL, itemIndex);
		first ??= fields;
		return toCredential(fields);
	};
}

/** Whether the fields that n8n resolved for one item are the same for every item. */
async function isSameForAll(
	context: IExecuteFunctions,
	resolved: ICredentialDataDecryptedObject,
): Promise<boolean> {
	const stored = await readStoredCredential(context);
	return ['instanceUrl', 'accessToken'].every((name) => {
		const text = stored?.[name];
		if (typeof text !== 'string') return false;
		// An administrator's overwrite, which may be an expression, replaces an empty field.
		if (!text.startsWith('=')) return text === resolved[name];
		return !text.replace(SHARED, '').includes('{{');
	});
}

/** A credential as the user saved it, expressions unresolved. Undefined if n8n does not give it out. */
async function readStoredCredential(
	context: IExecuteFunctions,
): Promise<ICredentialDataDecryptedObject | undefined> {
	const { additionalData, executeData } = internalsOf(context);
	const details = context.getNode().credentials?.[CREDENTIAL];
	if (!additionalData || !details) return undefined;
	try {
		const { credentialsHelper } = additionalData;
		const mode = context.getMode();
		return await credentialsHelper.getDecrypted(
			additionalData,
			details,
			CREDENTIAL,
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
