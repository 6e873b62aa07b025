// The types of this folder. n8n's own types come from n8n-workflow.

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';

import type {
	ExecutionBaseError,
	IBinaryData,
	IConnections,
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeCredentialTestResult,
	INodeExecutionData,
	INodeListSearchResult,
	INodeParameters,
	INodePropertyOptions,
	INodeTypeDescription,
	IRun,
	IWorkflowSettings,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';

/** `default` keeps files in memory, as base64 in the items. */
export type BinaryMode = 'default' | 'filesystem';

export interface EngineOptions {
	/** The folder of the package.json with the `n8n` section. This project by default. */
	packageFolder?: string;
	/** `filesystem` by default. */
	binaryMode?: BinaryMode;
	/** A temporary folder by default, which `close` removes. Any other one is kept. */
	userFolder?: string;
	/** For workflows whose settings name none. */
	timezone?: string;
}

/** n8n's workflow JSON, as the editor exports it. */
export interface WorkflowDefinition {
	name?: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
}

/** By credential type. Used by nodes that need the type and name no credential of their own. */
export type GivenCredentials = Record<string, ICredentialDataDecryptedObject>;

export interface RunOptions {
	workflow: WorkflowDefinition;
	credentials?: GivenCredentials;
	/** n8n's variables, `$vars`. */
	variables?: IDataObject;
	/** The output of the start node, which then does not run. */
	input?: INodeExecutionData[];
	/** By default, the only node without an incoming connection. */
	startNode?: string;
	/** `manual` for a test in the editor. */
	mode?: WorkflowExecuteMode;
	/** Called once the run has started. It may keep `cancel`, and call it later as Stop does. */
	abortAfter?: (cancel: () => void) => void;
}

export type RunError = ExecutionBaseError | Error;

export interface RunResult {
	run: IRun;
	/** The items of all runs of the node, in order. Empty if it did not run. */
	output: (nodeName: string, outputIndex?: number) => INodeExecutionData[];
	/** The error that stopped the workflow. n8n keeps it as a plain object without its class. */
	error: RunError | undefined;
	/** The error of the node's last run, even if the workflow continued. */
	errorOf: (nodeName: string) => RunError | undefined;
}

export interface LoadOptionsInput {
	parameters?: INodeParameters;
	credentials?: GivenCredentials;
}

export interface SearchListInput extends LoadOptionsInput {
	/** The text that the user typed. */
	filter?: string;
	/** From the previous page. */
	paginationToken?: string;
}

export interface PollerOptions {
	workflow: WorkflowDefinition;
	/** The node that polls. */
	nodeName: string;
	credentials?: GivenCredentials;
	/** The data that n8n stored for the workflow before a restart. */
	staticData?: IDataObject;
	/** Whether to poll as the editor's Execute Step does, rather than an active workflow. */
	testsInEditor?: boolean;
	/** How long n8n lets a poll take, in milliseconds. By default n8n's own five minutes. */
	budget?: number;
	/** As N8N_POLLER_DURABLE_CURSORS_ENABLED: n8n keeps static data only if the poll does not throw. */
	durableCursors?: boolean;
}

export interface PollResult {
	/** The items that the workflow would be started with. */
	items?: INodeExecutionData[];
	error?: Error & { description?: string | null; httpCode?: string | null };
}

export interface Poller {
	/** Polls may overlap, as they do in n8n. */
	poll(): Promise<PollResult>;
	/** Whether there is anything for n8n to store since the last call. */
	hasChanged(): boolean;
	/** The data that n8n would store now. */
	staticData(): IDataObject;
}

export interface WebhooksOptions {
	workflow: WorkflowDefinition;
	/** The node that has webhooks. */
	nodeName: string;
	/** Needed if there are several workflows. */
	workflowId?: string;
	credentials?: GivenCredentials;
	/** The data that n8n stored for the workflow before a restart. */
	staticData?: IDataObject;
	/** Whether to listen as the editor's Execute Workflow does, rather than an active workflow. */
	testsInEditor?: boolean;
	/** n8n's own public URL, for example `https://localhost:8443`. */
	baseUrl: string;
	/** Decides how n8n removes a webhook that failed to activate: n8n 2.x uses the data in memory. */
	line?: '1.x' | '2.x';
}

/** The webhooks of a node. n8n stores static data only after one of these methods succeeds. */
export interface Webhooks {
	/** The path that n8n listens on, for example `/webhook/4d0e/webhook`. */
	path: string;
	/** Starts listening, and calls the node's `checkExists` and `create`. */
	activate(mode?: WorkflowActivateMode): Promise<void>;
	/** Calls the node's `delete`, and stops listening. */
	deactivate(): Promise<void>;
	/** Answers a request as n8n does. Only the node's own methods decide who may call. */
	handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
	/** What n8n has stored. */
	staticData(): IDataObject;
	/** The first items of each execution. */
	readonly started: readonly INodeExecutionData[][];
}

export interface Engine {
	/** A failed workflow is a result, not an exception. */
	run(options: RunOptions): Promise<RunResult>;
	/**
	 * Stores a file as an earlier node would have. If neither type nor name tells its type, n8n detects it
	 * from the content, which works in jest only with `--experimental-vm-modules`.
	 */
	storeBinary(
		content: Buffer | Readable,
		fileName?: string,
		mimeType?: string,
	): Promise<IBinaryData>;
	readBinary(data: IBinaryData): Promise<Buffer>;
	/** The folder in which the mode `filesystem` stores files. */
	binaryFolder: string;
	/** `nodeType` is a name of this package (`sonarLinkFile`), or a full one. */
	loadOptions(
		nodeType: string,
		methodName: string,
		input?: LoadOptionsInput,
	): Promise<INodePropertyOptions[]>;
	startWebhooks(options: WebhooksOptions): Webhooks;
	startPoller(options: PollerOptions): Poller;
	descriptionOf(nodeType: string): INodeTypeDescription;
	searchList(
		nodeType: string,
		methodName: string,
		input?: SearchListInput,
	): Promise<INodeListSearchResult>;
	/** Tests a credential of a type of this package by the function of the nodes that take it. */
	testCredential(
		credentialType: string,
		data: ICredentialDataDecryptedObject,
	): Promise<INodeCredentialTestResult>;
	close(): Promise<void>;
}
