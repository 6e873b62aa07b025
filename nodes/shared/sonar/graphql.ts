import type { Variables } from 'graphql-request';

import { errorsOf, graphqlFailure, isRecord, jsonOf, type TextAnswer, wordsOf } from './answers';
import { SonarError } from './SonarError';
import type { SonarSender } from './SonarSender';

export interface GraphqlDocument {
	/** The document, with an operation but no name. */
	query: string;
	variables: Variables;
	/** As in a request; absent for queries. */
	ifUnknown?: string;
}

export interface GraphqlAnswer {
	/** Absent where Sonar refused the whole document before it carried out any of it. */
	data?: Record<string, unknown>;
	/** Of the whole document, or of single fields. */
	errors: GraphqlFieldError[];
}

export interface GraphqlFieldError {
	/** The alias of the field that failed; absent where the error is the whole document's. */
	field?: string;
	error: SonarError;
}

function fieldErrors(body: Record<string, unknown>): GraphqlFieldError[] {
	return errorsOf(body).map((error) => {
		const path: unknown = isRecord(error) ? error.path : undefined;
		return {
			field: Array.isArray(path) ? String(path[0]) : undefined,
			error: graphqlFailure(wordsOf({ errors: [error] }) ?? 'an error without a message'),
		};
	});
}

/**
 * Runs one document: graphql-request over the sender.
 *
 * @throws SonarError where there is no answer, or one with neither data nor errors
 */
export async function runGraphql(
	sender: SonarSender,
	{ query, variables, ifUnknown }: GraphqlDocument,
): Promise<GraphqlAnswer> {
	// Loaded at the first use: it brings graphql's parser with it.
	const { GraphQLClient } = await import('graphql-request');
	const client = new GraphQLClient(`${sender.origin}/api/graphql`, {
		errorPolicy: 'all',
		// Without this, every document is parsed to find an operation name that none has.
		excludeOperationName: true,
		fetch: async (url, init) =>
			await sender.send({
				method: 'POST',
				path: new URL(url as URL).pathname,
				headers: Object.fromEntries(new Headers(init?.headers).entries()),
				body: () => ({ data: init?.body as string, headers: {}, destroy: () => undefined }),
				ifUnknown,
				read: (answer) => asResponse(JSON.stringify(graphqlBodyOf(answer))),
			}),
	});
	const answer: { data?: unknown; errors?: unknown } = await client.rawRequest(query, variables, {
		// Laravel answers a refused call by a redirect to its login page otherwise.
		accept: 'application/json',
	});
	return {
		data: isRecord(answer.data) ? answer.data : undefined,
		errors: fieldErrors(answer),
	};
}

function graphqlBodyOf(answer: TextAnswer): Record<string, unknown> {
	const body = jsonOf(answer);
	const errors = errorsOf(body);
	if (errors.length > 0) return { ...body, errors };
	if (isRecord(body.data)) return { data: body.data };
	const words = wordsOf(body);
	throw new SonarError(`Sonar answered neither data nor errors${words ? `: ${words}` : ''}`, {
		status: answer.status,
		nature: 'interrupted',
		remedy: 'Check the instance URL in the Sonar API credential.',
	});
}

/** The part of a fetch Response that graphql-request reads; the real one throws on some statuses. */
function asResponse(text: string): Response {
	return {
		ok: true,
		status: 200,
		headers: new Headers({ 'content-type': 'application/json' }),
		text: async () => await Promise.resolve(text),
	} as Response;
}
