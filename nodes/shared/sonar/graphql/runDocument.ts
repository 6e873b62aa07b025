import { isRecord } from '../guards';
import { parseJsonObject } from '../http/answers';
import { readErrors } from '../http/errorMessages';
import type { SonarClient } from '../http/SonarClient';
import type { Repeat, TextAnswer } from '../http/types';
import { SonarError } from '../SonarError';
import type { GraphqlDocument } from './document';
import { parseGraphqlErrors, type GraphqlError } from './errors';

export interface GraphqlAnswer {
	/** Absent if Sonar refused the whole document before it carried out any of it. */
	data?: Record<string, unknown>;
	errors: GraphqlError[];
}

const PATH = '/api/graphql';

/**
 * Runs one document: graphql-request over the client.
 *
 * @throws SonarError if there is no answer, or one with neither data nor errors
 */
export async function runDocument(
	client: SonarClient,
	{ query, variables }: GraphqlDocument,
	repeat: Repeat,
): Promise<GraphqlAnswer> {
	// Loaded at the first use: it brings graphql's parser with it.
	const { GraphQLClient } = await import('graphql-request');
	let status = 0;
	const graphql = new GraphQLClient(client.origin + PATH, {
		errorPolicy: 'all',
		// Without this, every document is parsed to find an operation name that none has.
		excludeOperationName: true,
		jsonSerializer: { stringify: JSON.stringify, parse: (text) => parseBody(text, status) },
		fetch: async (_, init) =>
			await client.send({
				...repeat,
				method: 'POST',
				path: PATH,
				headers: Object.fromEntries(new Headers(init?.headers).entries()),
				body: () => ({ data: init?.body, headers: {}, release: () => undefined }),
				parse: (answer) => {
					status = answer.status;
					return toResponse(answer);
				},
			}),
	});
	const asked = graphql.rawRequest(
		query,
		variables,
		// Laravel answers a refused call by a redirect to its login page otherwise.
		{ accept: 'application/json' },
	);
	const answer: { data?: unknown; errors?: unknown } = await asked.catch(toRefusal);
	return {
		data: isRecord(answer.data) ? answer.data : undefined,
		errors: parseGraphqlErrors(answer),
	};
}

/** Some GraphQL servers answer errors without data under HTTP 400. */
function toRefusal(error: unknown): { errors: readonly unknown[] } {
	if (error instanceof SonarError && error.graphqlErrors?.length) {
		return { errors: error.graphqlErrors };
	}
	throw error;
}

/** Sonar's answer in the form that graphql-request takes; it throws on any other. */
function parseBody(
	text: string,
	status: number,
): { data: Record<string, unknown> | null; errors?: unknown[] } {
	const body = parseJsonObject(text, status);
	const data = isRecord(body.data) ? body.data : null;
	const errors = readErrors(body);
	if (errors.length > 0) return { data, errors };
	if (data) return { data };
	throw new SonarError('notSonar', 'Sonar answered neither data nor errors', { status });
}

/** The part of a fetch Response that graphql-request reads; the real one throws on some statuses. */
function toResponse({ text }: TextAnswer): Response {
	return {
		ok: true,
		status: 200,
		headers: new Headers({ 'content-type': 'application/json' }),
		text: async () => await Promise.resolve(text),
	} as Response;
}
