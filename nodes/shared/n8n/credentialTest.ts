import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { parseGraphqlErrors } from '../sonar/graphql/errors';
import { isRecord } from '../sonar/guards';
import { parseJsonObject, readFailure } from '../sonar/http/answers';
import { clock } from '../sonar/http/clock';
import { toNetworkFailure } from '../sonar/http/networkErrors';
import { buildRedirectFailure } from '../sonar/http/redirects';
import type { TextAnswer } from '../sonar/http/types';
import { attempt } from '../sonar/outcome';
import { SonarError, type FailureCode } from '../sonar/SonarError';
import { buildTokenHider, toCredential, type Credential } from './host';
import { cutMessage } from './nodeErrors';
import { REMEDIES } from './remedies';

type Helpers = Pick<ICredentialTestFunctions['helpers'], 'request'>;

/** In milliseconds, for the whole answer: somebody is looking at the form. */
const TIMEOUT = 30_000;

/** Advice for somebody who has the form of the credential open, where it differs from that for a node. */
const IN_FORM: Partial<Record<FailureCode, string>> = {
	token: 'Create a new personal access token in your Sonar user profile.',
	rateLimit: 'Test again in a minute.',
	invalid: REMEDIES.wordsOnly,
};

/**
 * Tests the credential: n8n calls it for the form. A test request in the credential's class would show
 * Node's codes, such as ENOTFOUND, and has no rule for a web page.
 */
export async function testSonarApi(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const result = await attempt(async () => await test(this.helpers, toCredential(data)));
	if (result.status === 'done') return { status: 'OK', message: 'Connection successful!' };
	const { code, message } = result.error;
	const advice = IN_FORM[code] ?? REMEDIES[code];
	return { status: 'Error', message: `${cutMessage(message).replace(/\.$/, '')}. ${advice}` };
}

/** @throws SonarError unless Sonar says whose token it is */
async function test(helpers: Helpers, credential: Credential): Promise<void> {
	const result = await attempt(async () => {
		const answer = await ask(helpers, credential);
		throwFailure(answer, new URL(credential.origin));
		throwUnlessUser(parseJsonObject(answer.text, answer.status));
	});
	if (result.status === 'done') return;
	result.error.rewrite(buildTokenHider(credential));
	throw result.error;
}

/** The only request that n8n offers to a test is that of an old library, which it has rebuilt. */
async function ask(helpers: Helpers, { origin, accessToken }: Credential): Promise<TextAnswer> {
	const options = {
		method: 'POST',
		uri: `${origin}/api/graphql`,
		headers: {
			Accept: 'application/json',
			Authorization: `Bearer ${accessToken}`,
			'Content-Type': 'application/json',
		},
		body: JSON.stringify({ query: '{ me { id name username } }' }),
		followRedirect: false,
		resolveWithFullResponse: true,
		simple: false,
		timeout: TIMEOUT,
	};
	try {
		const answer = (await helpers.request(options)) as {
			body?: unknown;
			headers: TextAnswer['headers'];
			statusCode: number;
		};
		const text = typeof answer.body === 'string' ? answer.body : '';
		return { status: answer.statusCode, headers: answer.headers, text };
	} catch (error) {
		throw toNetworkFailure(error);
	}
}

function throwFailure(answer: TextAnswer, url: URL): void {
	const { status } = answer;
	if (status >= 300 && status < 400) throw buildRedirectFailure(answer, url);
	if (status === 404 || status === 405) {
		throw new SonarError('notSonar', `This address has no Sonar API (HTTP ${status})`);
	}
	const failure = readFailure(answer, clock.now());
	if (failure) throw failure;
}

function throwUnlessUser(body: Record<string, unknown>): void {
	const { data } = body;
	const me = isRecord(data) ? data.me : undefined;
	if (isRecord(me) && me.id) return;
	const [refusal] = parseGraphqlErrors(body);
	if (refusal) throw refusal.error;
	if (isRecord(data)) {
		throw new SonarError('token', 'Sonar did not say whose access token this is');
	}
	throw new SonarError('notSonar', 'The instance URL does not answer as Sonar’s API does');
}
