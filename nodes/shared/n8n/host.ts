import {
	sleep,
	type IAllExecuteFunctions,
	type ICredentialDataDecryptedObject,
	type IHttpRequestOptions,
	type IN8nHttpFullResponse,
} from 'n8n-workflow';
import { createHash } from 'crypto';

import { clock } from '../sonar/http/clock';
import { parseInstanceUrl } from '../sonar/http/instanceUrl';
import type { ByteStream, HttpAnswer, HttpCall, SonarHost } from '../sonar/http/types';
import { SonarError } from '../sonar/SonarError';
import { addHint, type SonarContext } from './hints';

export const CREDENTIAL = 'sonarApi';

const RATE_LIMIT_HINT =
	'Sonar’s rate limit was reached, so the node waited and then continued. The limit covers all requests made by the token’s user.';

/** n8n's sleep, which tests replace. */
export const timer = { sleep };

/** The values of an item's credential. */
export interface Credential {
	/** Of the instance. */
	origin: string;
	accessToken: string;
	/** Identifies instance and token without revealing the token. */
	account: string;
}

/**
 * The credential of a context without items.
 *
 * @throws SonarError like `toCredential`
 */
export async function readCredential(context: SonarContext): Promise<Credential> {
	return toCredential(await context.getCredentials(CREDENTIAL));
}

/**
 * The credential from its fields, expressions resolved.
 *
 * @throws SonarError if a field is empty, or if the token must not go to the address
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
	throw new SonarError('credential', `${label} in the credential is empty`);
}

/** Replaces the token in a text that may quote it. */
export function buildTokenHider({ accessToken }: Credential): (text: string) => string {
	// In any letter case: a host name, for example, comes back in lower case.
	const token = new RegExp(accessToken.replace(/[^\w]/g, '\\$&'), 'gi');
	return (text) => text.replace(token, '…');
}

/**
 * Gives the Sonar client what it needs of n8n.
 *
 * @param cancel ends the run; by default n8n's own signal, if the context has one
 */
export function buildHost(
	context: SonarContext,
	credential: Credential,
	cancel = readCancelSignal(context),
): SonarHost {
	const { origin, account } = credential;
	let hintedUntil = 0;
	return {
		origin,
		account,
		cancel,
		hideToken: buildTokenHider(credential),
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
		// n8n would follow a redirect as a GET without a body, and send the token along.
		disableFollowRedirect: true,
		ignoreHttpStatusErrors: true,
		returnFullResponse: true,
		// n8n's timeout covers the whole upload; the idle watch measures silence.
		timeout: 0,
		abortSignal: signal,
	};
	const { helpers } = context;
	// Without this, n8n would resolve the credential's expressions for the first item.
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
		body: answer.body as unknown as ByteStream,
	};
}

/**
 * The context with another cancel signal. n8n's authenticated helper takes its signal from the context
 * and overwrites the one in the options, so without this the idle watch would have no effect.
 */
function withSignal(context: SonarContext, signal: AbortSignal): IAllExecuteFunctions {
	return Object.create(context, {
		getExecutionCancelSignal: { value: () => signal },
	}) as IAllExecuteFunctions;
}
