import { text } from 'node:stream/consumers';
import type { IncomingMessage } from 'node:http';

import {
	execute,
	getOperationAST,
	GraphQLError,
	OperationTypeNode,
	parse,
	specifiedRules,
	validate,
	type DocumentNode,
	type ExecutionResult,
	type ValidationRule,
} from 'graphql';

import type { Behaviour } from './characters/steps';
import { json, type HttpAnswer } from './respond';
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
	entry: LoggedRequest,
	context: Context,
	limits: Limits,
): Promise<HttpAnswer> {
	if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
		return json(415, { message: 'The content type must be application/json.' });
	}
	const body = await readBody(request);
	if (!body) return json(400, { message: 'The body must be JSON with a query.' });
	entry.query = body.query;
	if (body.variables) entry.variables = body.variables;
	const answer = await run(body, entry, context, limits);
	return json(200, withErrors(answer, context.behaviour));
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
): Promise<ExecutionResult> {
	let document: DocumentNode;
	try {
		document = parse(body.query);
	} catch (error) {
		return { errors: [error as GraphQLError] };
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
		return {
			errors: [new GraphQLError(`Max query complexity should be ${most} but got ${asked}.`)],
		};

	const fields = (entry.fields = []);
	const lists = (entry.lists = []);
	const queries = entry.operation === 'query' ? context.lag.countQuery() : 0;
	const view = context.lag.view();
	return await execute({
		schema,
		document,
		contextValue: { ...context, fields, lists, queries, view } satisfies Execution,
		variableValues: body.variables,
		operationName: body.operationName,
		fieldResolver: resolveField,
	});
}

/** As they go into the answer. */
function withErrors({ errors, ...rest }: ExecutionResult, behaviour: Behaviour): object {
	if (!errors) return rest;
	const answered = errors.map((error) =>
		behaviour.apply('graphqlError', { ...error.toJSON() }, undefined),
	);
	return { errors: answered, ...rest };
}

const noIntrospection: ValidationRule = (context) => ({
	Field(node) {
		if (node.name.value !== '__schema' && node.name.value !== '__type') return;
		const message =
			'GraphQL introspection is not allowed, but the query contained __schema or __type';
		context.reportError(new GraphQLError(message, { nodes: node }));
	},
});
