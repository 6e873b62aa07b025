import { isRecord } from '../guards';
import { parseJsonObject } from '../http/answers';
import { readErrors } from '../http/errorMessages';
import type { SonarClient } from '../http/SonarClient';
import type { Repeat, TextAnswer } from '../http/types';
import { SonarError } from '../SonarError';
import type { GraphqlDocument } from './rootField';
import { parseGraphqlErrors, type GraphqlError } from './errors';

export interface GraphqlAnswer {
	/** Undefined if the answer has none, as when Sonar refuses the document before executing it. */
	data?: Record<string, unknown>;
	errors: GraphqlError[];
}

const PATH = '/api/graphql';

/**
 * Runs one document by graphql-request, which this package is asked to stand on. The client sends it.
 *
 * @throws SonarError if there is no answer, or one with neither data nor errors
 */
export async function runDocument(
	client: SonarClient,
	{ query, variables }: GraphqlDocument,
	repeat: Repeat,
): Promise<GraphqlAnswer> {
	// Loaded at first use, because it loads graphql's parser.
	const { GraphQLClient } = await import('../../vendor/graphql');
	let status = 0;
	const graphql = new GraphQLClient(client.origin + PATH, {
		errorPolicy: 'all',
		// Otherwise every document is parsed for an operation name, which none has.
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
		// Otherwise Laravel answers a refused call by a redirect to its login page.
		{ accept: 'application/json' },
	);
	const answer: { data?: unknown; errors?: unknown } = await asked.catch(toRefusal);
	return {
		data: isRecord(answer.data) ? answer.data : undefined,
		errors: parseGraphqlErrors(answer),
	};
}

/** Some GraphQL servers answer errors without data by HTTP 400. */
function toRefusal(error: unknown): { errors: readonly unknown[] } {
	if (error instanceof SonarError && error.graphqlErrors?.length) {
		return { errors: error.graphqlErrors };
	}
	throw error;
}

/** graphql-request throws on anything but this form. */
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

/** What graphql-request reads of a Response. The real one throws on some statuses. */
function toResponse({ text }: TextAnswer): Response {
	return {
		ok: true,
		status: 200,
		headers: new Headers({ 'content-type': 'application/json' }),
		text: async () => await Promise.resolve(text),
	} as Response;
}
