import { text } from 'node:stream/consumers';
import type { IncomingMessage, ServerResponse } from 'node:http';

import {
	execute,
	getOperationAST,
	GraphQLError,
	OperationTypeNode,
	parse,
	specifiedRules,
	validate,
	type DocumentNode,
	type ValidationRule,
} from 'graphql';

import { sendJson } from './respond';
import { resolveField, schema, type Context, type Execution } from './schema';
import type { LoggedRequest, SonarOptions } from './types';

interface Body {
	query: string;
	variables?: Record<string, unknown> | null;
	operationName?: string | null;
}

type Limits = Pick<SonarOptions, 'introspection' | 'entitiesPerQueryLimit'>;

/** POST /api/graphql */
export async function answerGraphql(
	request: IncomingMessage,
	response: ServerResponse,
	entry: LoggedRequest,
	context: Context,
	limits: Limits,
): Promise<void> {
	if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
		return sendJson(response, 415, { message: 'The content type must be application/json.' });
	}
	const body = await readBody(request);
	if (!body) return sendJson(response, 400, { message: 'The body must be JSON with a query.' });
	entry.query = body.query;
	if (body.variables) entry.variables = body.variables;
	sendJson(response, 200, await run(body, entry, context, limits));
}

async function readBody(request: IncomingMessage): Promise<Body | undefined> {
	const received = await text(request);
	try {
		const body: unknown = JSON.parse(received);
		return isBody(body) ? body : undefined;
	} catch {
		return undefined;
	}
}

function isBody(body: unknown): body is Body {
	if (typeof body !== 'object' || body === null) return false;
	const { query, variables, operationName } = body as Record<string, unknown>;
	return (
		typeof query === 'string' &&
		(variables === undefined || (typeof variables === 'object' && !Array.isArray(variables))) &&
		(operationName === undefined || operationName === null || typeof operationName === 'string')
	);
}

async function run(
	body: Body,
	entry: LoggedRequest,
	context: Context,
	limits: Limits,
): Promise<object> {
	let document: DocumentNode;
	try {
		document = parse(body.query);
	} catch (error) {
		return { errors: [error] };
	}
	const operation = getOperationAST(document, body.operationName);
	if (operation?.operation === OperationTypeNode.QUERY) entry.operation = 'query';
	if (operation?.operation === OperationTypeNode.MUTATION) entry.operation = 'mutation';

	const rules =
		limits.introspection === false ? [...specifiedRules, noIntrospection] : specifiedRules;
	const errors = validate(schema, document, rules);
	if (errors.length > 0) return { errors };

	const most = limits.entitiesPerQueryLimit ?? Infinity;
	const asked = operation?.selectionSet.selections.length ?? 0;
	if (asked > most)
		return { errors: [{ message: `Max query complexity should be ${most} but got ${asked}.` }] };

	const fields = (entry.fields = []);
	const lists = (entry.lists = []);
	return await execute({
		schema,
		document,
		contextValue: { ...context, fields, lists } satisfies Execution,
		variableValues: body.variables,
		operationName: body.operationName,
		fieldResolver: resolveField,
	});
}

const noIntrospection: ValidationRule = (context) => ({
	Field(node) {
		if (node.name.value !== '__schema' && node.name.value !== '__type') return;
		const message =
			'GraphQL introspection is not allowed, but the query contained __schema or __type';
		context.reportError(new GraphQLError(message, { nodes: node }));
	},
});
