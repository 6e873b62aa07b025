import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import {
	answerOnly,
	isRestart,
	readJsonBody,
	readWebhookAddress,
} from '../../../../nodes/shared/n8n/webhooks';

const hook = (url?: string, id?: string, mode = 'trigger') =>
	({
		getMode: () => mode,
		getNodeWebhookUrl: () => url,
		getWorkflow: () => ({ id }),
	}) as unknown as IHookFunctions;

describe('The URL of a webhook', () => {
	it('contains the workflow’s name', () => {
		const address = 'https://n8n.example.com/webhook/1?a=b';
		expect(readWebhookAddress(hook(address, 'w 1'))).toBe(`${address}&workflow=w+1`);
		expect(readWebhookAddress(hook(address))).toBe(`${address}&workflow=`);
	});

	it.each([
		['http://localhost:5678/webhook/1', 'http://localhost:5678/webhook/1'],
		['n8n.example.com', 'n8n.example.com'],
		[undefined, 'unknown'],
		['', 'unknown'],
	])('%p is refused', (address, shown) => {
		expect(() => readWebhookAddress(hook(address))).toThrow(
			expect.objectContaining({
				message: `Sonar calls only https addresses, but the address of n8n is ${shown}`,
				remedy: expect.stringContaining('N8N_WEBHOOK_URL of n8n (before n8n 2.41:') as string,
			}) as Error,
		);
	});

	it('depends on another setting in the editor’s tests', () => {
		expect(() => readWebhookAddress(hook('http://localhost:5678/', '1', 'manual'))).toThrow(
			expect.objectContaining({
				remedy: expect.stringMatching(
					/^For tests .* N8N_EDITOR_BASE_URL or N8N_WEBHOOK_URL/,
				) as string,
			}) as Error,
		);
	});
});

it.each([
	['init', true],
	['leadershipChange', true],
	['activate', false],
	['update', false],
])('The activation mode %s is a restart: %p', (mode, expected) => {
	const context = { getActivationMode: () => mode } as unknown as IHookFunctions;
	expect(isRestart(context)).toBe(expected);
});

describe('The body of a webhook call', () => {
	it.each([
		['{"id":9223372036854775807}', { id: '9223372036854775807' }],
		['\ufeff{"a":1}', { a: 1 }],
		['[]', undefined],
		['"text"', undefined],
		['{', undefined],
		[undefined, undefined],
	])('%j is parsed as %j', (text, body) => {
		const request = { rawBody: text === undefined ? undefined : Buffer.from(text) };
		const context = { getRequestObject: () => request } as unknown as IWebhookFunctions;
		expect(readJsonBody(context)).toEqual(body);
	});
});

it('A response without a body starts no workflow', () => {
	const answered: unknown[] = [];
	const response = {
		writeHead: (...head: unknown[]) => {
			answered.push(...head);
			return { end: () => answered.push('end') };
		},
	};
	const context = { getResponseObject: () => response } as unknown as IWebhookFunctions;
	expect(answerOnly(context, 401)).toEqual({ noWebhookResponse: true });
	expect(answered).toEqual([401, { 'content-length': 0 }, 'end']);
});
