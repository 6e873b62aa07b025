import type { IHookFunctions, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { isRecord } from '../sonar/guards';
import { parseJson } from '../sonar/http/json';
import { ParameterError } from './nodeErrors';

/** The parts of a request that n8n's server adds to it, or that matter here. */
interface Call {
	method: string;
	query: Record<string, unknown>;
	/** Absent if n8n took the body apart itself, as it does with multipart forms. */
	rawBody?: Buffer;
}

/** The part of a response that all servers of n8n's have. */
interface Response {
	writeHead: (status: number, headers: Record<string, number>) => { end: () => void };
}

const ADDRESS = 'the https address that n8n has on the internet, such as https://n8n.example.com/';
// n8n 2.41 ignores WEBHOOK_URL beside N8N_WEBHOOK_URL; older versions know only the former.
const SET_ADDRESS = `Set the environment variable N8N_WEBHOOK_URL of n8n (before n8n 2.41: WEBHOOK_URL) to ${ADDRESS}. Then restart n8n and publish the workflow.`;
const SET_TEST_ADDRESS = `For tests in the editor, set the environment variable N8N_EDITOR_BASE_URL or N8N_WEBHOOK_URL of n8n to ${ADDRESS}. Then restart n8n and test again.`;

/**
 * The https address that n8n listens at for a node. It names the workflow, too: a copy of a workflow
 * may have the path of its model, whose endpoint it must leave alone.
 *
 * @throws ParameterError if n8n believes that it is not reached over https
 */
export function readWebhookAddress(context: IHookFunctions): string {
	const address = context.getNodeWebhookUrl('default') ?? '';
	if (!URL.canParse(address) || new URL(address).protocol !== 'https:') {
		throw new ParameterError(
			`Sonar calls only https addresses, but the address of n8n is ${address || 'unknown'}`,
			context.getMode() === 'manual' ? SET_TEST_ADDRESS : SET_ADDRESS,
		);
	}
	const url = new URL(address);
	url.searchParams.set('workflow', context.getWorkflow().id ?? '');
	return url.href;
}

/** Whether n8n switches on what was on before, as it does when it starts. */
export function isRestart(context: IHookFunctions): boolean {
	return ['init', 'leadershipChange'].includes(context.getActivationMode());
}

function readCall(context: IWebhookFunctions): Call {
	return context.getRequestObject() as Call;
}

/** A value in the query of the address that was called. */
export function readQueryParameter(context: IWebhookFunctions, name: string): unknown {
	return readCall(context).query[name];
}

/**
 * The JSON object that a call brought, under whatever content type; nothing if it is anything else.
 * Not as n8n parses it, which would round the ids of 64 bits. n8n bounds its size, the parser its depth:
 * n8n walks through items by functions that call themselves.
 */
export function readJsonBody(context: IWebhookFunctions): Record<string, unknown> | undefined {
	const { rawBody } = readCall(context);
	// A TextDecoder leaves the byte order mark out.
	const body = parseJson(new TextDecoder().decode(rawBody));
	return isRecord(body) ? body : undefined;
}

/** Answers a call with a status alone, and starts nothing. */
export function answerOnly(context: IWebhookFunctions, status: number): IWebhookResponseData {
	const response = context.getResponseObject() as unknown as Response;
	response.writeHead(status, { 'content-length': 0 }).end();
	return { noWebhookResponse: true };
}
