import { useKit } from './nodes/useKit';
import { answerWith, json, reset, status } from './sonar/answers';

const kit = useKit();

const DEAD_TOKEN =
	'Sonar did not accept the access token: Unauthenticated. Create a new personal access token in your Sonar user profile.';
const CHECK_URL =
	'Check the instance URL in the Sonar API credential: it must be the address where you open Sonar.';
const CHECK_NETWORK =
	'Check the instance URL in the Sonar API credential, and that n8n can reach it over the network.';

const test = async (data: { instanceUrl?: string; accessToken?: string } = {}) =>
	await kit.engine.testCredential('sonarApi', {
		instanceUrl: kit.sonar.url,
		accessToken: kit.sonar.token,
		...data,
	});

const failure = (message: string) => ({ status: 'Error', message });

describe('The credential test', () => {
	it.each(['', '/', '/graphiql', '/api/graphql/', '//', '/app#/tickets/show/7'])(
		'passes with the right token and "%s" behind the address',
		async (path) => {
			expect(await test({ instanceUrl: ` ${kit.sonar.url}${path} ` })).toEqual({
				status: 'OK',
				message: 'Connection successful!',
			});
		},
	);

	it('takes an address without https:// as one with it, which this server does not speak', async () => {
		const { message } = await test({ instanceUrl: new URL(kit.sonar.url).host });
		expect(message).toMatch(/^(Sonar cannot be reached|The connection to Sonar broke)/);
	});

	it('fails with a wrong token, and says what to do', async () => {
		expect(await test({ accessToken: 'wrong' })).toEqual(failure(DEAD_TOKEN));
	});

	it.each([
		['a message', '{"message":"Unauthenticated."}'],
		['an error with a message', '{"error":{"message":"Unauthenticated."}}'],
		['GraphQL’s errors', '{"data":null,"errors":[{"message":"Unauthenticated."}]}'],
	])('knows a dead token by %s', async (_, body) => {
		answerWith(kit.sonar, '/', status(200, body, { 'content-type': 'application/json' }));
		const { message } = await test();
		expect(message).toContain('Unauthenticated. Create a new personal access token');
	});

	it.each([
		[
			'a status of 401',
			status(401),
			'Sonar did not accept the access token (HTTP 401). Create a new personal access token in your Sonar user profile.',
		],
		['a status of 404', status(404), `This address has no Sonar API (HTTP 404). ${CHECK_URL}`],
		[
			'a web page under HTTP 404',
			status(404, '<!doctype html><title>Not Found</title>'),
			`This address has no Sonar API (HTTP 404). ${CHECK_URL}`,
		],
		[
			'a status of 500',
			status(500),
			'Sonar’s server failed (HTTP 500). Retry later. If it keeps failing, ask Sonar’s support whether the instance is up.',
		],
		[
			'a firewall',
			status(403, '<!doctype html><title>Just a moment</title>'),
			'A web page came instead of Sonar’s answer (HTTP 403). A firewall in front of Sonar blocked n8n as a bot. Ask its administrator to allow n8n’s IP address.',
		],
		[
			'a redirect',
			status(302, '', { location: 'https://sonar.example.com/login?key=secret' }),
			`The instance URL redirects to https://sonar.example.com (HTTP 302) instead of answering. ${CHECK_URL}`,
		],
		[
			'an HTML page',
			status(200, '<!doctype html><title>Sonar</title>'),
			`The instance URL does not answer as Sonar’s API does: it sent a web page. ${CHECK_URL}`,
		],
		[
			'an empty answer',
			status(200),
			`The instance URL does not answer as Sonar’s API does: it sent nothing. ${CHECK_URL}`,
		],
		[
			'other JSON',
			json({ ok: true }),
			`The instance URL does not answer as Sonar’s API does. ${CHECK_URL}`,
		],
		[
			'an empty me',
			json({ data: { me: null } }),
			'Sonar did not say whose access token this is. Create a new personal access token in your Sonar user profile.',
		],
		[
			'errors under HTTP 200',
			json({ data: null, errors: [{ message: 'Bad.' }] }),
			'Sonar answered: Bad. Sonar’s message says why. If it does not help, retry later, or ask Sonar’s support about it.',
		],
		[
			'a rate limit',
			json({ error: 'Request limit of 400/min reached.' }),
			'Sonar’s rate limit is reached: Request limit of 400/min reached. Test again in a minute.',
		],
		[
			'a broken connection',
			reset,
			'The connection to Sonar broke. Retry. If it keeps failing, check the network between n8n and Sonar.',
		],
	])('fails on %s, and says what to do', async (_, answer, message) => {
		answerWith(kit.sonar, '/', answer);
		expect(await test()).toEqual(failure(message));
		expect(kit.calls).toHaveLength(1);
	});

	it.each([
		['https://sonar.invalid', 'its host name is not known'],
		['http://127.0.0.1:9', 'nothing answers at its address'],
	])('says of %s what is wrong with it, not Node’s code', async (instanceUrl, why) => {
		const { message } = await test({ instanceUrl });
		// Without a network, a host name cannot even be looked up.
		const words = message.replace('its host name cannot be looked up at the moment', why);
		expect(words).toBe(`Sonar cannot be reached: ${why}. ${CHECK_NETWORK}`);
	});

	it('never shows the token, even if Sonar quotes it', async () => {
		const { token } = kit.sonar;
		answerWith(kit.sonar, '/', json({ message: `The token ${token} is over` }));
		expect((await test()).message).toMatch(/^Sonar answered: The token … is over\. /);
	});

	// Not localhost, though Linux reaches the same server by it. Other systems may not.
	const itOnLinux = process.platform === 'linux' ? it : it.skip;
	itOnLinux('sends no token over plain http to another host', async () => {
		const instanceUrl = kit.sonar.url.replace('127.0.0.1', '0.0.0.0');
		expect(await test({ instanceUrl })).toMatchObject({ status: 'Error' });
		expect(kit.sonar.log).toEqual([]);
	});
});

describe('The credential test and the nodes', () => {
	it.each([
		['', 'is empty'],
		['example', 'is not a web address'],
		['http://example.sonar.software', 'must start with https://'],
		['ftp://localhost', 'must start with https://'],
		['https://user:pass@example.sonar.software', 'must not hold a user name or a password'],
		['https://example.com/sonar', 'must end after the host'],
	])('refuse the address %p in the same words', async (instanceUrl, words) => {
		const credential = { instanceUrl, accessToken: kit.sonar.token };
		const { message } = await test(credential);
		expect(message).toContain(words);
		expect(message).toContain('enter the address where you open Sonar');
		const { error } = await kit.run({
			type: 'sonarListFiles',
			parameters: { scope: 'all' },
			credential,
		});
		expect(message).toContain(error!.message.replace(' [item 0]', ''));
		expect(kit.sonar.log).toEqual([]);
	});

	it('take a token with blanks around it', async () => {
		const credential = { ...kit.credential, accessToken: ` ${kit.sonar.token}\n` };
		expect(await test(credential)).toMatchObject({ status: 'OK' });
		const { error } = await kit.run({
			type: 'sonarListFiles',
			parameters: { scope: 'all' },
			credential,
		});
		expect(error).toBeUndefined();
	});
});
