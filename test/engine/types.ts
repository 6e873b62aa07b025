// The types of this folder. The types of n8n itself are n8n-workflow's.

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
} from 'n8n-workflow';

/** `default` keeps files in memory, as base64 in the items. */
export type BinaryMode = 'default' | 'filesystem';

export interface EngineOptions {
	/** The folder of the package.json with the `n8n` section. This project by default. */
	packageFolder?: string;
	/** `filesystem` by default. */
	binaryMode?: BinaryMode;
	/** A given folder stays. The default is a temporary one, removed by `close`. */
	userFolder?: string;
	/** For workflows without one in their settings. */
	timezone?: string;
}

/** n8n's workflow JSON, as the editor exports it. */
export interface WorkflowDefinition {
	name?: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
}

/** By credential type. Nodes that take a type and name no credential of it are given this one. */
export type GivenCredentials = Record<string, ICredentialDataDecryptedObject>;

export interface RunOptions {
	workflow: WorkflowDefinition;
	credentials?: GivenCredentials;
	/** n8n's variables, `$vars`. */
	variables?: IDataObject;
	/** The output of the start node, which is not executed then. */
	input?: INodeExecutionData[];
	/** By default the only node that nothing leads to. */
	startNode?: string;
	/** Called when the run has begun; it may keep `cancel` and call it later, as a user's Stop. */
	abortAfter?: (cancel: () => void) => void;
}

export type RunError = ExecutionBaseError | Error;

export interface RunResult {
	run: IRun;
	/** Of all runs of the node, one after the other. Empty if it did not run. */
	output: (nodeName: string, outputIndex?: number) => INodeExecutionData[];
	/** The error that stopped the workflow. n8n keeps it as a plain object without its class. */
	error: RunError | undefined;
	/** Of the node's last run, also if the workflow went on. */
	errorOf: (nodeName: string) => RunError | undefined;
}

export interface LoadOptionsInput {
	parameters?: INodeParameters;
	credentials?: GivenCredentials;
}

export interface SearchListInput extends LoadOptionsInput {
	/** The text that the user typed. */
	filter?: string;
	/** Of the page before. */
	paginationToken?: string;
}

export interface PollerOptions {
	workflow: WorkflowDefinition;
	/** The node that polls. */
	nodeName: string;
	credentials?: GivenCredentials;
	/** The data that n8n stored of the workflow before it was started anew. */
	staticData?: IDataObject;
	/** As the editor's Execute Step does, instead of an active workflow. */
	testsInEditor?: boolean;
	/** The time that n8n lets a poll take, in milliseconds. By default n8n's own five minutes. */
	budget?: number;
	/** As with N8N_POLLER_DURABLE_CURSORS_ENABLED: n8n keeps the static data of a poll that does not throw. */
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
	/** Whether n8n would have to store anything that came since this was last asked. */
	hasChanged(): boolean;
	/** The data that n8n would store now. */
	staticData(): IDataObject;
}

export interface WebhooksOptions {
	workflow: WorkflowDefinition;
	/** The node that has webhooks. */
	nodeName: string;
	/** Of the workflow, where there are several. */
	workflowId?: string;
	credentials?: GivenCredentials;
	/** What n8n stored of the workflow before it was started anew. */
	staticData?: IDataObject;
	/** As the editor's Execute Workflow does, instead of an active workflow. */
	testsInEditor?: boolean;
	/** Where n8n believes to be reached, for example `https://localhost:8443`. */
	baseUrl: string;
	/** How n8n removes a webhook that it could not activate; n8n 2.x goes by what is in memory. */
	line?: '1.x' | '2.x';
}

/** The webhooks of a node. n8n stores static data only when one of these has succeeded. */
export interface Webhooks {
	/** That n8n listens at, for example `/webhook/4d0e/webhook`. */
	path: string;
	/** Starts to listen, and calls the node's `checkExists` and `create`. */
	activate(mode?: WorkflowActivateMode): Promise<void>;
	/** Calls the node's `delete`, and stops to listen. */
	deactivate(): Promise<void>;
	/** Answers a request as n8n does; nothing but the node's own methods tells who may call. */
	handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
	/** What n8n has stored. */
	staticData(): IDataObject;
	/** The items that each execution was started with. */
	readonly started: readonly INodeExecutionData[][];
}

export interface Engine {
	/** A failed workflow is a result, not an exception. */
	run(options: RunOptions): Promise<RunResult>;
	/**
	 * Stores a file as an earlier node would have. Without a type, and with a name that tells none,
	 * n8n looks into the content, which jest only allows with `--experimental-vm-modules`.
	 */
	storeBinary(
		content: Buffer | Readable,
		fileName?: string,
		mimeType?: string,
	): Promise<IBinaryData>;
	readBinary(data: IBinaryData): Promise<Buffer>;
	/** The folder in which the mode `filesystem` stores files. */
	binaryFolder: string;
	/** The node type's name is that of this package (`sonarLinkFile`) or a full one. */
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
	/** Runs the test request of a credential type of this package, with its rules. */
	testCredential(
		credentialType: string,
		data: ICredentialDataDecryptedObject,
	): Promise<INodeCredentialTestResult>;
	close(): Promise<void>;
}
