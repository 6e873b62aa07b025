import { tryToParseDateTime, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';

import {
	ENTITIES_PER_REQUEST,
	MOST_ENTITIES_PER_REQUEST,
	MOST_PARALLEL_REQUESTS,
	PARALLEL_REQUESTS,
} from './descriptions';
import { parseId, parseIds, parseTypeName, shown } from './sonar/ids';
import type { Entity } from './sonar/files';
import { SonarError } from './sonar/SonarError';
import { IDLE_TIMEOUT } from './sonar/SonarSender';

export function optionsOf(
	context: IExecuteFunctions,
	name: string,
	itemIndex: number,
): IDataObject {
	return context.getNodeParameter(name, itemIndex, {}) as IDataObject;
}

/** The ids in a File ID field. */
export function fileIdsOf(context: IExecuteFunctions, itemIndex: number): string[] {
	return parseIds(context.getNodeParameter('fileId', itemIndex), 'File ID');
}

/** The entity that the fields Entity Type and Entity name. */
export function entityOf(context: IExecuteFunctions, itemIndex: number): Entity {
	const id = context.getNodeParameter('fileableId', itemIndex, '', { extractValue: true });
	return {
		type: parseTypeName(context.getNodeParameter('fileableType', itemIndex)),
		id: parseId(id, 'Entity'),
	};
}

/** A text that an option holds; nothing where it is empty. */
export function textOf(value: unknown): string | undefined {
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	return text || undefined;
}

/** A whole number within its bounds, as an option has it; `fallback` where it is none. */
export function countOf(value: unknown, fallback: number, most: number): number {
	const count = Math.floor(Number(value ?? fallback));
	return Number.isNaN(count) ? fallback : Math.min(Math.max(count, 1), most);
}

/**
 * A moment as Sonar's Datetime, with an offset. A date and time without one is of the workflow's
 * time zone.
 *
 * @param what names the field in the error
 */
export function datetimeOf(value: unknown, timezone: string, what: string): string | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const text = formatDatetime(value, timezone);
	if (text) return text;
	throw new SonarError(`${what} is not a date: ${shown(value)}`, {
		remedy: 'Give a date and time such as 2026-01-31T09:00:00.',
	});
}

function formatDatetime(value: unknown, timezone: string): string | undefined {
	try {
		return tryToParseDateTime(value, timezone).toFormat("yyyy-MM-dd'T'HH:mm:ssZZ");
	} catch {
		return undefined;
	}
}

/** How an item lets its requests be shared and run side by side. */
export interface Sharing {
	entitiesPerRequest: number;
	parallelRequests: number;
	/** In milliseconds. */
	idleTimeout: number;
}

export function sharingOf(options: IDataObject): Sharing {
	return {
		entitiesPerRequest: countOf(
			options.entitiesPerRequest,
			ENTITIES_PER_REQUEST,
			MOST_ENTITIES_PER_REQUEST,
		),
		parallelRequests: countOf(options.parallelRequests, PARALLEL_REQUESTS, MOST_PARALLEL_REQUESTS),
		idleTimeout:
			Number(options.idleTimeout) > 0 ? Number(options.idleTimeout) * 1000 : IDLE_TIMEOUT,
	};
}

/** The strictest of what the items ask for, since they share their requests. */
export function fewestParallel(inputs: ReadonlyArray<{ parallelRequests: number }>): number {
	return inputs.reduce((least, input) => Math.min(least, input.parallelRequests), Infinity);
}

/** The most patient of what the items ask for, in milliseconds. */
export function longestIdleTimeout(inputs: ReadonlyArray<{ idleTimeout: number }>): number {
	return inputs.reduce((most, input) => Math.max(most, input.idleTimeout), 0);
}
