import { createHash } from 'node:crypto';

import type { INodeExecutionData } from 'n8n-workflow';

import { useKit } from '../nodes/useKit';
import { hasPhp, startPhp, type PhpServer } from './phpServer';

const TOKEN = 'eyPhp';

/** Names, and the names that PHP sees if they need not be the same. */
const NAMES: Array<[name: string, seen?: RegExp]> = [
	['a b.pdf'],
	['ä.txt'],
	['a\u0308.txt'],
	['日本 🎉.txt'],
	['semi;colon, comma.txt'],
	["apo'strophe.txt"],
	['100%41.txt'],
	['.hidden'],
	['a.tar.gz'],
	['-dash.txt'],
	['=formula.csv'],
	['<tag>&amp;.txt'],
	['Rechnung 01.02.2026.pdf'],
	['canceled.txt'],
	[`${'x'.repeat(200)}.txt`],
	// Browsers write %22, and PHP leaves it.
	['quo"ted.txt', /^quo("|'|%22)ted\.txt$/],
];

const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');

const kit = useKit();

// Debian's php-cli has it: apt-get install php-cli.
(hasPhp ? describe : describe.skip)('PHP, which reads Sonar’s uploads (needs php)', () => {
	let php: PhpServer;
	afterEach(async () => await php.close());

	const upload = async (items: INodeExecutionData[], options: object = {}) =>
		await kit.run({
			type: 'sonarUploadFile',
			parameters: { options: { ...options } },
			input: items,
			onError: 'continueRegularOutput',
			credential: { instanceUrl: php.url, accessToken: TOKEN },
		});
	/** n8n's own ways to store a file would change its name. */
	const named = async (fileName: string, content: string | Buffer) => {
		const item = await kit.item({ data: { name: 'x', content, type: 'text/plain' } });
		Object.assign(item.binary!.data!, { fileName });
		return item;
	};

	it('gets every name and every byte', async () => {
		php = await startPhp();
		const contents = NAMES.map(([name], index) => Buffer.from(`${name}\0\r\n--${index}`));
		const items = await Promise.all(NAMES.map(([name], n) => named(name, contents[n]!)));
		const { items: output, error } = await upload(items);
		expect(error).toBeUndefined();
		expect(php.seen()).toEqual(
			NAMES.map(([name, seen], index) => ({
				filename: seen ? (expect.stringMatching(seen) as string) : name,
				type: 'text/plain',
				error: 0,
				sha256: sha256(contents[index]!),
			})),
		);
		expect(output.map(({ json: { id, filename } }) => ({ id, filename }))).toEqual(
			php.seen().map(({ filename }, index) => ({ id: `${index + 1}`, filename })),
		);
	});

	it('gets a name of the workflow’s own, which is no path', async () => {
		php = await startPhp();
		const item = await named('x.txt', 'x');
		await upload([item], { fileName: '12/2025' });
		expect(php.seen()).toMatchObject([{ filename: '12-2025.txt' }]);
	});

	it('gets an empty file', async () => {
		php = await startPhp();
		const { items: output } = await upload([await named('empty.txt', '')]);
		expect(output).toMatchObject([{ json: { id: '1', filename: 'empty.txt', stored: true } }]);
		expect(php.seen()).toMatchObject([{ sha256: sha256('') }]);
	});

	it('gets 21 files, of which it would drop one in a single request', async () => {
		php = await startPhp();
		const names = Array.from({ length: 21 }, (_, n) => `${n}.txt`);
		const { items: output } = await upload(
			await Promise.all(names.map(async (name) => await named(name, name))),
		);
		expect(output.map(({ json: { filename } }) => filename)).toEqual(names);
		const seen = output.map(({ json: { id } }) => php.seen()[Number(id) - 1]?.sha256);
		expect(seen).toEqual(names.map(sha256));
	});

	it('drops files without a word where it takes fewer, and no file gets another one’s id', async () => {
		php = await startPhp({ max_file_uploads: '2' });
		const names = ['a.txt', 'b.txt', 'c.txt'];
		const { items: output } = await upload(
			await Promise.all(names.map(async (name) => await named(name, name))),
		);
		const ids = new Map(php.seen().map(({ filename }, index) => [filename, `${index + 1}`]));
		for (const [index, { json }] of output.entries()) {
			if (!json.error) expect(json.id).toBe(ids.get(names[index]!));
		}
		expect(output.filter(({ json }) => !json.error).length).toBeGreaterThanOrEqual(2);
		expect(output).toHaveLength(3);
	});

	it('takes no file over upload_max_filesize, and the others all the same', async () => {
		php = await startPhp({ upload_max_filesize: '1K' });
		const { items: output } = await upload([
			await named('small.txt', 'x'),
			await named('large.txt', 'x'.repeat(2000)),
			await named('last.txt', 'y'),
		]);
		expect(output).toMatchObject([
			{ json: { filename: 'small.txt' } },
			{ json: { failure_message: 'The file failed to upload.' } },
			{ json: { filename: 'last.txt' } },
		]);
		expect(php.seen().map(({ error }) => error)).toEqual([0, 1, 0]);
	});

	it('sees no file of a request over post_max_size, which is no success', async () => {
		php = await startPhp({ post_max_size: '1K' });
		const { items: output } = await upload([await named('large.txt', 'x'.repeat(2000))]);
		expect(php.seen()).toEqual([]);
		expect(output).toMatchObject([{ json: { error: expect.any(String) as string } }]);
		expect(output[0]!.json).not.toHaveProperty('id');
	});
});
