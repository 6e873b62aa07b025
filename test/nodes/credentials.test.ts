import { EngineCredentials } from '../engine/EngineCredentials';
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
		[{ instance: undefined }, 'Instance URL in the credential is empty [item 1]'],
		[{ token: '' }, 'Personal Access Token in the credential is empty [item 1]'],
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
		expect(error?.message).toContain('is empty [item 1]');
		expect(first.calls).toEqual([]);
	});

	it('stop at the first failed instance, and say what the other one did', async () => {
		const input = await Promise.all([
			first.item({ data: { name: 'a.txt', content: 'a' } }, at(first)),
			first.item({ data: { name: 'b.exe', content: 'b' } }, at(second)),
		]);
		const { error } = await first.run({ type: 'sonarUploadFile', input, credential });
		expect(error?.message).toMatch(/\[item 1\]\. Already stored: \d+ \(a\.txt\)$/);
	});
});

describe('n8n’s database is asked for the credential', () => {
	/** How often, and the newest file that each item finds. */
	const count = async (
		used: typeof credential,
		items: Array<ReturnType<typeof at>>,
		variables?: ReturnType<typeof at>,
	) => {
		const read = jest.spyOn(EngineCredentials.prototype, 'getDecrypted').mockClear();
		const { items: found, error } = await first.run({
			type: 'sonarListFiles',
			parameters: { scope: 'all', limit: 1, sort: { attribute: 'id', direction: 'DESC' } },
			input: items.map((json) => ({ json })),
			credential: used,
			variables,
		});
		expect(error).toBeUndefined();
		return { reads: read.mock.calls.length, found: found.map(({ json }) => json.filename) };
	};
	const each = (length: number) => Array.from({ length }, () => at(first));

	beforeAll(async () => {
		await first.sonar.addFile({ filename: 'first.txt', content: '1' });
		await second.sonar.addFile({ filename: 'second.txt', content: '2' });
	});

	it('twice for any number of items, and once for a single one', async () => {
		const { instance, token } = at(first);
		const plain = { instanceUrl: ` ${instance}/`, accessToken: token };
		expect((await count(plain, each(20))).reads).toBe(2);
		expect((await count(plain, each(1))).reads).toBe(1);
	});

	it('twice if its expressions use only what all items share', async () => {
		const shared = { instanceUrl: '={{ $vars.instance }}', accessToken: '={{ $vars["token"] }}' };
		expect(await count(shared, each(20), at(first))).toEqual({
			reads: 2,
			found: Array(20).fill('first.txt'),
		});
	});

	it.each([
		['={{ $json.instance }}', '={{ $json.token }}'],
		['={{ $vars.instance && $json.instance }}', '={{ $json.token }}'],
		['={{ $input.item.json.instance }}', '={{ $("Manual").item.json.token }}'],
	])('for each item if items may differ, as by %s', async (instanceUrl, accessToken) => {
		// The first items have the same.
		const items = [...each(3), at(second), at(first)];
		const { reads, found } = await count({ instanceUrl, accessToken }, items, at(first));
		expect(found).toEqual(['first.txt', 'first.txt', 'first.txt', 'second.txt', 'first.txt']);
		expect(reads).toBeGreaterThanOrEqual(5);
	});

	it('for each item if an administrator’s overwrite fills an empty field', async () => {
		jest
			.spyOn(EngineCredentials.prototype, 'withDefaults')
			.mockImplementation((_, data) => ({ ...data, accessToken: '={{ $json.token }}' }));
		const { error } = await first.run({
			type: 'sonarListFiles',
			parameters: { scope: 'all' },
			input: [...each(2), { ...at(first), token: 'another' }].map((json) => ({ json })),
			credential: { instanceUrl: first.sonar.url, accessToken: '' },
		});
		expect(error?.message).toMatch(/did not accept the access token.* \[item 2\]/);
	});
});
