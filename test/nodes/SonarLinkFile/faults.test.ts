import { answerWith, json, resetAfterBody, status } from '../../sonar/answers';
import { byId } from '../kit';
import { useKit } from '../useKit';

const kit = useKit();
beforeAll(() => {
	for (const id of ['1', '2', '3']) kit.sonar.addEntity('Account', { id, name: id });
});

const link = async (ids: string[], entity: string | ((index: number) => string) = '1') =>
	await kit.run({
		type: 'sonarLinkFile',
		parameters: { fileableType: 'Account', fileableId: byId('={{ $json.to }}') },
		input: ids.map((id, index) => ({
			json: { id, to: typeof entity === 'string' ? entity : entity(index) },
		})),
		onError: 'continueRegularOutput',
	});
const newFile = async () => await kit.sonar.addFile({ filename: 'a.txt', content: 'a' });

describe('Link', () => {
	it('halves a request that is refused as too complex', async () => {
		const ids = [await newFile(), await newFile(), await newFile()];
		answerWith(
			kit.sonar,
			'/api/graphql',
			json({ errors: [{ message: 'Max query complexity should be 2 but got 3.' }] }),
			status(400, '{"errors":[{"message":"Max query complexity should be 1 but got 2."}]}'),
		);
		const { items } = await link(ids, (index) => String(index + 1));
		expect(items.map(({ json }) => json.linked)).toEqual([true, true, true]);
		expect(kit.calls).toHaveLength(5);
	});

	it.each([
		['the connection breaks', resetAfterBody, 'Whether Sonar linked the files is unknown', 4],
		['a gateway fails', status(502), 'Whether Sonar linked the files is unknown', 4],
		['the token is wrong', status(401), 'did not accept the access token', 0],
	])('does not resend several files of one entity if %s', async (_, answer, message, looks) => {
		answerWith(kit.sonar, '/api/graphql', answer);
		const { items } = await link([await newFile(), await newFile()]);
		expect(items.map(({ json: { error } }) => error)).toEqual(
			Array(2).fill(expect.stringContaining(message)),
		);
		expect(kit.calls.slice(1)).toEqual(Array(looks).fill('query'));
	});

	it('keeps a successful mutation when another one in the request fails', async () => {
		const ids = [await newFile(), await newFile()];
		const { items } = await link(ids, (index) => (index === 0 ? '999' : '1'));
		expect(items[0]!.json.error).toContain('The selected fileable id is invalid.');
		expect(items[1]!.json.linked).toBe(true);
	});
});
