import { NodeApiError, NodeError, NodeOperationError, type INode } from 'n8n-workflow';

import { EmailError } from '../email/Email';
import { listNames } from '../sonar/listNames';
import { effectsOf, type Effect, type Outcome } from '../sonar/outcome';
import { SonarError } from '../sonar/SonarError';
import { REMEDIES } from './remedies';

/** An invalid value in a field of the node. It never left n8n. */
export class ParameterError extends Error {
	override readonly name = 'ParameterError';

	/**
	 * @param context kept with the error, for example all names of a list that the message shortens
	 */
	constructor(
		message: string,
		readonly remedy: string,
		readonly context: Record<string, unknown> = {},
	) {
		super(message);
	}
}

/** A field that is empty, or names a file that the item does not have. */
export class MissingValueError extends ParameterError {}

export interface ErrorPlace {
	/** Absent if the error concerns no item, as in a poll. */
	itemIndex?: number;
	/** What to do before repeating a call with an unknown outcome. */
	howToLook?: string;
	/** Added to the message. */
	appendix?: string;
	/** Kept with the error in n8n's execution data. */
	context?: Record<string, unknown>;
}

/**
 * Turns any failure into the error that n8n shows, for items, triggers and the editor's lists: the
 * message names the item, the description says what to do.
 */
export function toNodeError(
	node: INode,
	error: Error,
	{ itemIndex, howToLook, appendix = '', context }: ErrorPlace = {},
): NodeApiError | NodeOperationError {
	const place = itemIndex === undefined ? '' : ` [item ${itemIndex}]`;
	const message = `${cutMessage(describe(error, howToLook))}${place}${cutMessage(appendix)}`;
	const safe = isCanceled(error) ? message : withoutCanceled(message);
	const nodeError = buildNodeError(node, error, safe, itemIndex);
	// n8n replaces a message that contains one of Node's error codes with its own text.
	nodeError.message = safe;
	Object.assign(nodeError.context, readContext(error), context);
	return nodeError;
}

function readContext(error: Error): Record<string, unknown> | undefined {
	return error instanceof SonarError || error instanceof ParameterError ? error.context : undefined;
}

function describe(error: Error, howToLook: string | undefined): string {
	if (!(error instanceof SonarError) || !error.isUnsure) return error.message;
	const look = howToLook ? `: ${howToLook}` : '';
	// Sonar's own message may end with a full stop.
	return `${error.message.replace(/\.$/, '')}. ${error.unknownOutcome}${look}`;
}

function isCanceled(error: Error): boolean {
	return error instanceof SonarError && error.code === 'canceled';
}

/** n8n takes the spelling "canceled" to mean that the user stopped the execution. */
function withoutCanceled(message: string): string {
	return message.replace(/canceled/g, 'cancelled');
}

function buildNodeError(
	node: INode,
	error: Error,
	message: string,
	itemIndex: number | undefined,
): NodeApiError | NodeOperationError {
	if (!(error instanceof SonarError)) {
		const remedy = readRemedy(error) ?? readDescription(error);
		const description = remedy && cutMessage(remedy);
		return new NodeOperationError(node, message, { itemIndex, description });
	}
	const description = REMEDIES[error.code];
	const { status } = error;
	if (status === undefined)
		return new NodeOperationError(node, message, { itemIndex, description });
	const httpCode = String(status);
	return new NodeApiError(node, { message }, { message, description, httpCode, itemIndex });
}

function readRemedy(error: Error): string | undefined {
	return error instanceof ParameterError || error instanceof EmailError ? error.remedy : undefined;
}

/** n8n's own errors, for example of expressions, carry their own advice. */
function readDescription(error: Error): string | undefined {
	return error instanceof NodeError ? (error.description ?? undefined) : undefined;
}

/** In UTF-16 units. A longer message quotes some huge value. */
const LONGEST = 2000;

/** A message that n8n can show and store, whatever it quotes. */
export function cutMessage(message: string): string {
	return message.length > LONGEST ? `${message.slice(0, LONGEST)}…` : message;
}

/** Describes effects, for example ". Already stored: 61 (myFile.pdf)"; empty for none. */
export function describeDone(effects: readonly Effect[]): string {
	// Several items may have asked for the same effect.
	const names = new Map<string, Set<string>>();
	for (const { verb, what } of effects.filter(({ sure }) => sure)) {
		names.set(verb, (names.get(verb) ?? new Set()).add(what));
	}
	return [...names].map(([verb, list]) => `. Already ${verb}: ${listNames([...list])}`).join('');
}

/** Names other items with an unknown outcome; empty for none. */
export function describeUnsure(itemIndexes: readonly number[]): string {
	const items = itemIndexes.map((index) => `[item ${index}]`);
	return items.length > 0 ? `. The outcome is also unknown for: ${listNames(items)}` : '';
}

export function hasUnknownEffect(outcome: Outcome<unknown, Error>): boolean {
	return effectsOf(outcome).some(({ sure }) => !sure);
}
