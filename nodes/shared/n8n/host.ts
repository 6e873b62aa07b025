import {
	sleep,
	type IAllExecuteFunctions,
	type ICredentialDataDecryptedObject,
	type IHttpRequestOptions,
	type IN8nHttpFullResponse,
} from 'n8n-workflow';
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';

import { clock } from '../sonar/http/clock';
import { parseInstanceUrl } from '../sonar/http/instanceUrl';
import type { HttpAnswer, HttpCall, SonarHost } from '../sonar/http/types';
import { SonarError } from '../sonar/SonarError';
import { addHint, type SonarContext } from './hints';

export const CREDENTIAL = 'sonarApi';

const RATE_LIMIT_HINT =
	'Sonar’s rate limit was reached, so the node waited and then continued. The limit covers all requests made by the token’s user.';

/** n8n's sleep; tests put a faster one in its place. */
export const timer = { sleep };

/** The values of an item's credential. */
export interface Credential {
	/** Of the instance. */
	origin: string;
	accessToken: string;
	/** Tells instances and tokens apart, without the token. */
	account: string;
}

/**
 * The credential of a context that has no items.
 *
 * @throws SonarError as `toCredential` does
 */
export async function readCredential(context: SonarContext): Promise<Credential> {
	return toCredential(await context.getCredentials(CREDENTIAL));
}

/**
 * The credential of fields whose expressions are resolved.
 *
 * @throws SonarError if a field gives nothing, or if the token must not go to the address
 */
export function toCredential(fields: ICredentialDataDecryptedObject): Credential {
	const origin = parseInstanceUrl(readCredentialField(fields, 'instanceUrl', 'Instance URL'));
	const accessToken = readCredentialField(fields, 'accessToken', 'Personal Access Token');
	const hash = createHash('sha256').update(accessToken).digest('hex');
	return { origin, accessToken, account: `${origin} ${hash}` };
}

function readCredentialField(
	fields: ICredentialDataDecryptedObject,
	name: string,
	label: string,
): string {
	const value = fields[name];
	const text = typeof value === 'string' ? value.trim() : '';
	if (text) return text;
	throw new SonarError('credential', `The field ${label} of the credential gives nothing`);
}

/**
 * The services of n8n that Sonar's client needs, made of the node's context.
 *
 * @param cancel ends the run. By default it is n8n's own signal, if the context has one
 */
export function buildHost(
	context: SonarContext,
	credential: Credential,
	cancel = readCancelSignal(context),
): SonarHost {
	const { origin, account } = credential;
	// In any case of letters: a host name, for example, has only small ones.
	const token = new RegExp(credential.accessToken.replace(/[^\w]/g, '\\$&'), 'gi');
	let hintedUntil = 0;
	return {
		origin,
		account,
		cancel,
		hideToken: (text) => text.replace(token, '…'),
		send: async (call) => await send(context, credential, call),
		sleep: async (milliseconds) => await timer.sleep(milliseconds),
		onRateLimitWait(milliseconds) {
			const end = clock.now() + milliseconds;
			if (end <= hintedUntil) return;
			if (hintedUntil === 0) addHint(context, RATE_LIMIT_HINT);
			hintedUntil = end;
			const seconds = Math.ceil(milliseconds / 1000);
			context.logger.info(`${context.getNode().name}: waits ${seconds} s for Sonar’s rate limit`);
		},
	};
}

function readCancelSignal(context: SonarContext): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

async function send(
	context: SonarContext,
	{ origin, accessToken }: Credential,
	{ method, url, headers, body, withToken, signal }: HttpCall,
): Promise<HttpAnswer> {
	const options: IHttpRequestOptions = {
		url,
		method,
		headers,
		body: body as IHttpRequestOptions['body'],
		encoding: 'stream',
		// n8n would follow a redirect with the token, as a GET without a body.
		disableFollowRedirect: true,
		ignoreHttpStatusErrors: true,
		returnFullResponse: true,
		// n8n's timeout counts the whole upload; the idle watch counts silence.
		timeout: 0,
		abortSignal: signal,
	};
	const { helpers } = context;
	// Without the credential's data, n8n reads its expressions for the first item.
	const data = { instanceUrl: origin, accessToken };
	const credentialsDecrypted = { id: '', name: '', type: CREDENTIAL, data };
	const answer = (await (withToken
		? helpers.httpRequestWithAuthentication.call(withSignal(context, signal), CREDENTIAL, options, {
				credentialsDecrypted,
			})
		: helpers.httpRequest(options))) as IN8nHttpFullResponse;
	return {
		status: answer.statusCode,
		headers: answer.headers as HttpAnswer['headers'],
		body: answer.body as unknown as Readable,
	};
}

/**
 * The context with another cancel signal: n8n's authenticated helper takes the signal from there and
 * overwrites the signal in the options. Without this, the idle watch would have no effect.
 */
function withSignal(context: SonarContext, signal: AbortSignal): IAllExecuteFunctions {
	return Object.create(context, {
		getExecutionCancelSignal: { value: () => signal },
	}) as IAllExecuteFunctions;
}
