import { useKit } from './nodes/useKit';
import { answerWith, status } from './sonar/answers';

const kit = useKit();

const DEAD_TOKEN =
	'Sonar did not accept the access token. Create a new personal access token in your Sonar user profile.';

const test = async (data: { instanceUrl: string; accessToken: string }) =>
	await kit.engine.testCredential('sonarApi', data);

describe('The credential test', () => {
	it.each(['', '/', '/graphiql', '/api/graphql/', '//'])(
		'passes with the right token and "%s" behind the address',
		async (path) => {
			const result = await test({
				instanceUrl: ` ${kit.sonar.url}${path} `,
				accessToken: kit.sonar.token,
			});
			expect(result).toMatchObject({ status: 'OK' });
		},
	);

	it('fails with a wrong token, and says what to do', async () => {
		const result = await test({ instanceUrl: kit.sonar.url, accessToken: 'wrong' });
		expect(result).toEqual({ status: 'Error', message: DEAD_TOKEN });
	});

	it.each([
		['a message', '{"message":"Unauthenticated."}'],
		['an error with a message', '{"error":{"message":"Unauthenticated."}}'],
		['GraphQL’s errors', '{"data":null,"errors":[{"message":"Unauthenticated."}]}'],
	])('knows a dead token by %s', async (_, body) => {
		answerWith(kit.sonar, '/', status(200, body, { 'content-type': 'application/json' }));
		const result = await test({ instanceUrl: kit.sonar.url, accessToken: kit.sonar.token });
		expect(result).toEqual({ status: 'Error', message: DEAD_TOKEN });
	});

	// Not localhost, though Linux reaches the same server by it. Other systems may not.
	const itOnLinux = process.platform === 'linux' ? it : it.skip;
	itOnLinux('sends no token over plain http to another host', async () => {
		const instanceUrl = kit.sonar.url.replace('127.0.0.1', '0.0.0.0');
		const result = await test({ instanceUrl, accessToken: kit.sonar.token });
		expect(result).toMatchObject({ status: 'Error' });
		expect(kit.sonar.log).toEqual([]);
	});

	it.each([
		['errors under HTTP 200', '{"data":null,"errors":[{"message":"Bad."}]}'],
		['an error under HTTP 200', '{"error":"Request limit of 400/min reached."}'],
		['an empty me', '{"data":{"me":null}}'],
		['an HTML page', '<!doctype html><title>Sonar</title>'],
		['other JSON', '{"ok":true}'],
	])('fails on %s', async (_, body) => {
		answerWith(kit.sonar, '/', status(200, body));
		const result = await test({ instanceUrl: kit.sonar.url, accessToken: kit.sonar.token });
		expect(result).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('did not say whose access token this is') as string,
		});
		expect(kit.calls).toHaveLength(1);
	});
});

describe('The credential test and the nodes', () => {
	it.each([
		['', 'is not a web address'],
		['example', 'is not a web address'],
		['http://example.sonar.software', 'must start with https://'],
		['ftp://localhost', 'must start with https://'],
		['https://user:pass@example.sonar.software', 'must not hold a user name or a password'],
		['https://example.com/sonar', 'must end after the host'],
	])('refuse the address %p in the same words', async (instanceUrl, words) => {
		const credential = { instanceUrl, accessToken: kit.sonar.token };
		expect(await test(credential)).toMatchObject({
			status: 'Error',
			message: expect.stringContaining(words) as string,
		});
		const { error } = await kit.run({
			type: 'sonarListFiles',
			parameters: { scope: 'all' },
			credential,
		});
		expect(error?.message).toMatch(instanceUrl ? words : /Instance URL .* is empty/);
		expect(kit.sonar.log).toEqual([]);
	});

	it('take a token with blanks around it', async () => {
		const credential = { ...kit.credential, accessToken: ` ${kit.sonar.token}\n` };
		expect(await test(credential as never)).toMatchObject({ status: 'OK' });
		const { error } = await kit.run({
			type: 'sonarListFiles',
			parameters: { scope: 'all' },
			credential,
		});
		expect(error).toBeUndefined();
	});
});
