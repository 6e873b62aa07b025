import type { IHttpRequestOptions } from 'n8n-workflow';
import type { Readable } from 'node:stream';

import type { TextAnswer } from './answers';

/** A body for one try; `destroy` lets go of what it reads from. */
export interface RequestBody {
	data: NonNullable<IHttpRequestOptions['body']>;
	headers: Record<string, string>;
	/** Why what it reads from could not be read, where that broke the request. */
	failure?: Error;
	destroy(): void;
}

/** The bytes of a successful answer as they come; `moved` tells that some arrived. */
export interface StreamAnswer {
	body: Readable;
	headers: Record<string, string | undefined>;
	moved(): void;
}

export interface BaseRequest {
	method: 'GET' | 'POST';
	/** Below the instance, for example `/api/files`. */
	path: string;
	headers: Record<string, string>;
	/** Makes the body anew for each try; it calls `moved` for what it sends. */
	body?: (moved: () => void) => RequestBody | Promise<RequestBody>;
	/**
	 * What to say where nobody knows whether Sonar carried the call out. Absent: the call changes
	 * nothing, and is sent again.
	 */
	ifUnknown?: string;
}

export interface TextRequest<T> extends BaseRequest {
	read: (answer: TextAnswer) => T | Promise<T>;
}

/** A request for bytes; its redirects are followed. */
export interface StreamRequest<T> extends BaseRequest {
	readStream: (answer: StreamAnswer) => Promise<T>;
}

export type SonarRequest<T> = TextRequest<T> | StreamRequest<T>;
