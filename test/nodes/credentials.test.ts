import { byId } from './kit';
import { useKit } from './useKit';

const first = useKit();
const second = useKit();

const credential = {
	instanceUrl: '={{ $json.instance }}',
	accessToken: '={{ $json.token }}',
};

const at = ({ sonar }: typeof first) => ({ instance: sonar.url, token: ` ${sonar.token} ` });

describe('Credentials by expression', () => {
	it('send each item to its own instance with its own token', async () => {
		const kits = [first, second, first];
		const input = await Promise.all(
			kits.map(
				async (kit, index) =>
					await first.item({ data: { name: `${index}.txt`, content: `${index}` } }, at(kit)),
			),
		);
		const { items, error } = await first.run({ type: 'sonarUploadFile', input, credential });
		expect(error).toBeUndefined();
		expect(items.map(({ json, pairedItem }) => [json.filename, pairedItem])).toEqual([
			['0.txt', { item: 0 }],
			['1.txt', { item: 1 }],
			['2.txt', { item: 2 }],
		]);
		const stored = first.sonar.files.slice(-2).map(({ filename }) => filename);
		expect(stored).toEqual(['0.txt', '2.txt']);
		expect(second.sonar.files.at(-1)!.filename).toBe('1.txt');
		// Items with one credential still share a request.
		expect([first.calls, second.calls]).toEqual([['POST /api/files'], ['POST /api/files']]);
	});

	it.each([
		[{ instance: undefined }, 'The field Instance URL of the credential gives nothing [item 1]'],
		[{ token: '' }, 'The field Personal Access Token of the credential gives nothing [item 1]'],
		[{ instance: 'http://example.com' }, 'unencrypted [item 1]'],
	])('that give %j fail their item only', async (wrong, message) => {
		const { items } = await first.run({
			type: 'sonarListFiles',
			parameters: { scope: 'all' },
			input: [{ json: at(first) }, { json: { ...at(first), ...wrong } }],
			credential,
			onError: 'continueRegularOutput',
		});
		const failed = items.filter(({ json }) => json.error !== undefined);
		expect(failed).toHaveLength(1);
		expect(failed[0]!.json.error).toContain(message);
		expect(failed[0]!.pairedItem).toEqual({ item: 1 });
	});

	it('stop before anything is sent if the node stops on errors', async () => {
		const { error } = await first.run({
			type: 'sonarLinkFile',
			parameters: { fileId: '61', fileableType: 'Account', fileableId: byId('1') },
			input: [{ json: at(first) }, { json: {} }],
			credential,
		});
		expect(error?.message).toContain('gives nothing [item 1]');
		expect(first.calls).toEqual([]);
	});

	it('stop at the first failed instance, and say what the other has done', async () => {
		const input = await Promise.all([
			first.item({ data: { name: 'a.txt', content: 'a' } }, at(first)),
			first.item({ data: { name: 'b.exe', content: 'b' } }, at(second)),
		]);
		const { error } = await first.run({ type: 'sonarUploadFile', input, credential });
		expect(error?.message).toMatch(/\[item 1\]\. Already stored: \d+ \(a\.txt\)$/);
	});
});
