import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeExecutionData,
	INodeParameters,
	NodeExecutionHint,
	OnError,
} from 'n8n-workflow';

import type { RunResult } from '../engine';

export interface NodeRun {
	/** Of the package, for example `sonarUploadFile`. */
	type: string;
	parameters?: INodeParameters;
	/** The input items. One empty item by default. */
	input?: INodeExecutionData[];
	onError?: OnError;
	credential?: ICredentialDataDecryptedObject;
	/** n8n's variables, `$vars`. */
	variables?: IDataObject;
	retryOnFail?: boolean;
	/** As a test in the editor. */
	isManual?: boolean;
}

export interface NodeRunResult {
	items: INodeExecutionData[];
	/** Of all outputs, the one for errors last if there is one. */
	outputs: INodeExecutionData[][];
	/** The items of the second output: of a node with one, that for errors. */
	failed: INodeExecutionData[];
	/** Everything that n8n keeps of the execution. */
	run: RunResult['run'];
	/** The hints that n8n shows in the output panel. */
	hints: NodeExecutionHint[];
	error?: Error & {
		description?: string | null;
		/** Names the item, and holds all names of a list that the message shortens. */
		context?: { itemIndex?: number; effects?: unknown } & Record<string, unknown>;
	};
}
