import type {
	ICredentialDataDecryptedObject,
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
	/** What comes into the node; one empty item by default. */
	input?: INodeExecutionData[];
	onError?: OnError;
	credential?: ICredentialDataDecryptedObject;
	retryOnFail?: boolean;
}

export interface NodeRunResult {
	items: INodeExecutionData[];
	/** What left by the error output. */
	failed: INodeExecutionData[];
	/** All that n8n keeps of the execution. */
	run: RunResult['run'];
	/** What n8n shows in the output panel. */
	hints: NodeExecutionHint[];
	error?: Error & {
		description?: string | null;
		/** Names the item, and all that the message shortens. */
		context?: { itemIndex?: number; effects?: unknown } & Record<string, unknown>;
	};
}
