import { answerWith, status } from '../sonar/answers';
import { byId } from './kit';
import { useKit } from './useKit';

const kit = useKit();

const list = async (credential = kit.credential) =>
	await kit.run({
		type: 'sonarListFiles',
		parameters: { fileableType: 'Account', fileableId: byId('1') },
		credential,
	});

describe('A credential that does not work', () => {
	it('says that the token is wrong, and what to do', async () => {
		const { error } = await list({ ...kit.credential, accessToken: 'wrong' });
		expect(error?.message).toBe('Sonar did not accept the access token: Unauthenticated. [item 0]');
		expect(error?.description).toContain('Create a new personal access token');
		expect(kit.calls).toHaveLength(1);
	});

	it('refuses plain http to another host before it sends the token', async () => {
		const { error } = await list({ ...kit.credential, instanceUrl: 'http://example.com' });
		expect(error?.message).toContain('must start with https://');
	});

	it('gives each item the error of the credential if the node continues', async () => {
		const { items } = await kit.run({
			type: 'sonarListFiles',
			parameters: { scope: 'all' },
			input: [{ json: {} }, { json: {} }],
			credential: { ...kit.credential, instanceUrl: 'example' },
			onError: 'continueRegularOutput',
		});
		expect(items.map(({ json }) => json.error)).toEqual([
			expect.stringContaining('not a web address'),
			expect.stringContaining('not a web address'),
		]);
	});

	it('takes a pasted address of GraphiQL', async () => {
		kit.sonar.addEntity('Account', { id: '1', name: 'First' });
		const { error } = await list({ ...kit.credential, instanceUrl: `${kit.sonar.url}/graphiql/` });
		expect(error).toBeUndefined();
	});

	it('says so if nothing answers', async () => {
		const { error } = await list({ ...kit.credential, instanceUrl: 'http://127.0.0.1:9' });
		expect(error?.message).toContain('Sonar cannot be reached: nothing answers at its address');
	});
});

it('An invalid ID fails its own items, not the workflow', async () => {
	const { items, error } = await kit.run({
		type: 'sonarListFiles',
		parameters: { fileableType: 'Account', fileableId: byId('61.0') },
		input: [{ json: {} }, { json: {} }],
		onError: 'continueRegularOutput',
	});
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.error)).toEqual([
		'Entity must be a number such as 61, not "61.0" [item 0]',
		'Entity must be a number such as 61, not "61.0" [item 1]',
	]);
});

describe('An address without a Sonar', () => {
	it.each([
		['an HTML page', 200, '<!doctype html><title>Hi</title>', 'it sent a web page'],
		['nothing', 200, '', 'it sent nothing'],
		['no JSON', 200, 'hello', 'it sent no JSON object'],
		['a list', 200, '[]', 'it sent no JSON object'],
		['other JSON', 200, '{"status":"ok"}', 'neither data nor errors'],
		['errors that are no list', 200, '{"errors":"Broken"}', 'Sonar answered: Broken'],
		['a page of 404', 404, '<html>', 'Sonar found nothing there (HTTP 404)'],
		['a teapot', 418, '{"error":{"message":{"tea":["too hot"]}}}', '(HTTP 418): too hot'],
	])('is recognized by its answer: %s', async (_, code, body, message) => {
		const answer = status(code, body);
		answerWith(kit.sonar, '/api/graphql', answer, answer);
		const { error } = await list();
		expect(error?.message).toContain(message);
		expect(error?.description).toBeTruthy();
	});

	it('is not blamed if Sonar gave a reason', async () => {
		answerWith(kit.sonar, '/api/graphql', status(200, '{"error":"We are closed."}'));
		const { error } = await list();
		expect(error?.message).toBe('Sonar answered: We are closed. [item 0]');
		expect(error?.description).toContain('Sonar’s message says why.');
		expect(error?.description).not.toMatch(/URL/);
	});

	it('is not followed to where it redirects', async () => {
		const location = 'https://login.example.com/x?token=1';
		answerWith(kit.sonar, '/api/graphql', status(302, '', { location }));
		const { error } = await list();
		expect(error?.message).toContain('redirects to https://login.example.com (HTTP 302)');
		expect(kit.calls).toHaveLength(1);
	});
});
