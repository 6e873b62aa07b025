import type { Readable } from 'node:stream';

import type { TextAnswer } from './answers';

/** A body for one try. `release` lets go of its sources. */
export interface RequestBody {
	data: unknown;
	headers: Record<string, string>;
	/** Why a source could not be read. Only known after the request broke on it. */
	failure?: Error;
	release: () => void;
}

/** The bytes of a successful answer as they come. */
export interface StreamAnswer {
	body: Readable;
	headers: Record<string, string | undefined>;
	/** To be called when some have arrived, and when they are waited for again after `hold`. */
	onActivity: () => void;
	/** To be called when the reader takes no more for now, so that Sonar’s silence does not count. */
	hold: () => void;
	/** Blots the token out of words. */
	hideToken: (text: string) => string;
}

/**
 * Whether a request may be sent again although Sonar may have carried it out. If not, it names the
 * question that is open then, for example "Whether Sonar linked the files is unknown".
 */
export type Repeat = { repeat: 'safe' } | { repeat: 'never'; unknownOutcome: string };

export type BaseRequest = Repeat & {
	method: 'GET' | 'POST';
	/** Below the instance, for example `/api/files`. */
	path: string;
	headers: Record<string, string>;
	/** Makes the body anew for each try. It calls `onActivity` for each piece that is sent. */
	body?: (onActivity: () => void) => RequestBody | Promise<RequestBody>;
};

export type TextRequest<T> = BaseRequest & {
	parse: (answer: TextAnswer) => T;
};

/** A request for bytes; its redirects are followed. */
export type StreamRequest<T> = BaseRequest & {
	receive: (answer: StreamAnswer) => Promise<T>;
};

export type SonarRequest<T> = TextRequest<T> | StreamRequest<T>;

/** The open question if the request fails on its way. */
export function unknownOutcomeOf(request: Repeat): string | undefined {
	return request.repeat === 'never' ? request.unknownOutcome : undefined;
}
