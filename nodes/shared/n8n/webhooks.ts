import type { IHookFunctions, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { isRecord } from '../sonar/guards';
import { parseJson } from '../sonar/http/json';
import { ParameterError } from './nodeErrors';

/** The parts of n8n's request that matter here. */
interface Call {
	method: string;
	query: Record<string, unknown>;
	/** Absent if n8n parsed the body itself, as with multipart forms. */
	rawBody?: Buffer;
}

/** The part of a response that every server of n8n has. */
interface Response {
	writeHead: (status: number, headers: Record<string, number>) => { end: () => void };
}

const ADDRESS = 'n8n’s public https address, such as https://n8n.example.com/';
// n8n 2.41 prefers N8N_WEBHOOK_URL to WEBHOOK_URL; older versions know only the latter.
const SET_ADDRESS = `Set the environment variable N8N_WEBHOOK_URL of n8n (before n8n 2.41: WEBHOOK_URL) to ${ADDRESS}. Then restart n8n and publish the workflow.`;
const SET_TEST_ADDRESS = `For tests in the editor, set the environment variable N8N_EDITOR_BASE_URL or N8N_WEBHOOK_URL of n8n to ${ADDRESS}. Then restart n8n and test again.`;

/**
 * The https address of a node's webhook. It includes the workflow, because a copied workflow may have its
 * original's path, and must leave the original's endpoint alone.
 *
 * @throws ParameterError if n8n's own address is not https
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

/** Whether n8n is restoring an active workflow, as it does when it starts. */
export function isRestart(context: IHookFunctions): boolean {
	return ['init', 'leadershipChange'].includes(context.getActivationMode());
}

function readCall(context: IWebhookFunctions): Call {
	return context.getRequestObject() as Call;
}

/** A parameter in the query of the called address. */
export function readQueryParameter(context: IWebhookFunctions, name: string): unknown {
	return readCall(context).query[name];
}

/**
 * The JSON object in a call's body, whatever its content type; undefined for anything else. Not parsed by
 * n8n, which would round 64-bit IDs. n8n limits the size; the parser limits the depth, because n8n walks
 * items recursively.
 */
export function readJsonBody(context: IWebhookFunctions): Record<string, unknown> | undefined {
	const { rawBody } = readCall(context);
	// A TextDecoder drops the byte order mark.
	const body = parseJson(new TextDecoder().decode(rawBody));
	return isRecord(body) ? body : undefined;
}

/** Answers a call with a bare status and does not start the workflow. */
export function answerOnly(context: IWebhookFunctions, status: number): IWebhookResponseData {
	const response = context.getResponseObject() as unknown as Response;
	response.writeHead(status, { 'content-length': 0 }).end();
	return { noWebhookResponse: true };
}
