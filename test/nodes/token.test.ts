import { answerWith, data, status } from '../sonar/answers';
import { useKit } from './useKit';

/** With a slash, which PHP escapes in JSON. */
const TOKEN = 'eyJ/secret/token';

const kit = useKit({ token: TOKEN });

const asPhp = (code: number, body: unknown) =>
	status(code, JSON.stringify(body).replaceAll('/', '\\/'));

const MESSAGE = `Bad token ${TOKEN}.`;

describe('The token is hidden where Sonar quotes it', () => {
	it.each([401, 200])('in a message under HTTP %p', async (code) => {
		answerWith(kit.sonar, '/api/graphql', asPhp(code, { message: MESSAGE }));
		const { error, run } = await kit.run({ type: 'sonarListFiles', parameters: { scope: 'all' } });
		expect(error?.message).toContain('Bad token ….');
		expect(JSON.stringify(run)).not.toContain(TOKEN);
	});

	it('in a GraphQL error', async () => {
		const refusal = asPhp(200, { errors: [{ message: MESSAGE }] });
		kit.sonar.answerNext(() => true, refusal, 9);
		const { error, run } = await kit.run({ type: 'sonarListFiles', parameters: { scope: 'all' } });
		expect(error?.message).toContain('Bad token ….');
		expect(JSON.stringify(run)).not.toContain(TOKEN);
	});

	it('in the reason why a file was refused', async () => {
		const refused = { filename: 'a.txt', stored: false, failure_message: MESSAGE };
		answerWith(kit.sonar, '/api/files', asPhp(200, { files: [refused] }));
		const input = [await kit.item({ data: { name: 'a.txt', content: 'a' } })];
		const { error, run } = await kit.run({ type: 'sonarUploadFile', input });
		expect(error?.message).toContain('Sonar refused a.txt: Bad token ….');
		expect(JSON.stringify(run)).not.toContain(TOKEN);
	});

	it('in the reason why a file was not deleted', async () => {
		const id = await kit.sonar.addFile({ filename: 'a.txt', content: 'a' });
		const refused = { success: false, message: MESSAGE };
		answerWith(kit.sonar, '/', 'as usual', data(refused));
		const parameters = { fileId: id };
		const { error, run } = await kit.run({ type: 'sonarDeleteFile', parameters });
		expect(error?.message).toContain('Bad token ….');
		expect(JSON.stringify(run)).not.toContain(TOKEN);
	});
});

it('A file’s data keeps what looks like the token', async () => {
	const id = await kit.sonar.addFile({ filename: `${TOKEN}.txt`, content: TOKEN });
	const { items } = await kit.run({ type: 'sonarListFiles', parameters: { scope: 'all' } });
	expect(items[0]?.json).toMatchObject({ id, filename: `${TOKEN}.txt` });
});
