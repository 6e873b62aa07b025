import { answerWith } from '../sonar/answers';
import { useKitWithNewSonars } from '../nodes/useKit';
import { Example } from './example';

const kit = useKitWithNewSonars();
beforeEach(() => {
	kit.sonar.addEntity('Account', { id: '1', name: 'Jane Example' });
});

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

describe('The example never-linked-files', () => {
	const run = async () =>
		await new Example(kit, 'never-linked-files.json').standIn('Send Email').run([{ json: {} }]);

	it('sends nothing where every file is linked', async () => {
		await kit.sonar.addFile({
			filename: 'linked.txt',
			content: '',
			created_at: daysAgo(30),
			fileable_type: 'Account',
			fileable_id: '1',
		});
		const { error, output } = await run();
		expect(error).toBeUndefined();
		expect(output('Send Email')).toEqual([]);
	});

	it('sends a list of the files that were left behind, oldest first, without those of this week', async () => {
		await kit.sonar.addFile({ filename: 'newer.txt', content: '1234', created_at: daysAgo(9) });
		await kit.sonar.addFile({ filename: 'oldest, odd.txt', content: '', created_at: daysAgo(20) });
		await kit.sonar.addFile({ filename: 'today.txt', content: '', created_at: daysAgo(0) });
		const { error, output } = await run();
		expect(error).toBeUndefined();
		const [mail, ...others] = output('Send Email');
		expect(others).toEqual([]);
		expect(mail!.json).toMatchObject({ subject: '2 files in Sonar belong to nothing' });
		const { attachments } = mail!.json.options as { attachments: string };
		const file = mail!.binary![attachments]!;
		expect(file.fileName).toMatch(/^never-linked-\d{4}-\d\d-\d\d\.csv$/);
		const lines = String(await kit.engine.readBinary(file))
			.trim()
			.split(/\r?\n/);
		expect(lines).toHaveLength(3);
		expect(lines[0]).toContain('id,filename,mime_type,bytes,uploaded_at');
		expect(lines[1]).toContain('"oldest, odd.txt"');
		expect(lines[2]).toContain('newer.txt');
	});

	it('lets no name be a formula, by whatever character a spreadsheet program parts the cells', async () => {
		const cells = {
			'=HYPERLINK("https://evil.example";"open")': `"'=HYPERLINK(""https://evil.example"";""open"")"`,
			'+1.pdf': "'+1.pdf",
			'-1.pdf': "'-1.pdf",
			'@SUM(A1)': "'@SUM(A1)",
			'\t=1+1': "'\t=1+1",
			'\r=1+1': "'\r=1+1",
			' =1+1': "' =1+1",
			// Where commas are decimal, semicolons part the cells.
			'a;=1+1.pdf': "a;'=1+1.pdf",
			'a\r=1+1.pdf': "a\r'=1+1.pdf",
			'＝1+1': "'＝1+1",
			'a-1=b.pdf': 'a-1=b.pdf',
		};
		for (const filename of Object.keys(cells)) {
			const details = { mime_type: '=1+1', created_at: daysAgo(9) };
			await kit.sonar.addFile({ filename, content: '', ...details });
		}
		const { error, output } = await run();
		expect(error).toBeUndefined();
		const csv = String(await kit.engine.readBinary(output('Send Email')[0]!.binary!.data!));
		const [, ...lines] = csv.split('\n');
		expect(lines.map((line) => line.replace(/^\d+,|,\d+,[^,]*$/g, ''))).toEqual(
			Object.values(cells).map((cell) => `${cell},'=1+1`),
		);
	});

	describe('and what is older than 30 days', () => {
		const addFiles = async () => {
			await kit.sonar.addFile({ filename: 'old.txt', content: '', created_at: daysAgo(31) });
			await kit.sonar.addFile({ filename: 'newer.txt', content: '', created_at: daysAgo(29) });
			await kit.sonar.addFile({
				filename: 'linked.txt',
				content: '',
				created_at: daysAgo(90),
				fileable_type: 'Account',
				fileable_id: '1',
			});
		};
		const left = () => kit.sonar.files.map(({ filename }) => filename);
		const example = () => new Example(kit, 'never-linked-files.json').standIn('Send Email');
		const switchOn = (one: Example) => {
			one.node('Sonar Delete File').disabled = false;
			return one;
		};

		it('is not deleted until the user switches it on', async () => {
			await addFiles();
			const { error } = await example().run([{ json: {} }]);
			expect(error).toBeUndefined();
			expect(left()).toEqual(['old.txt', 'newer.txt', 'linked.txt']);
			expect(kit.calls).toEqual(['query']);
		});

		it('is deleted then, after it was reported', async () => {
			await addFiles();
			const { error, output } = await switchOn(example()).run([{ json: {} }]);
			expect(error).toBeUndefined();
			expect(output('Send Email')[0]!.json).toMatchObject({
				subject: '2 files in Sonar belong to nothing',
			});
			expect(output('Sonar Delete File').map(({ json }) => json)).toEqual([
				{ id: '61', filename: 'old.txt', deleted: true },
			]);
			expect(left()).toEqual(['newer.txt', 'linked.txt']);
		});

		it('stays if the report cannot be sent', async () => {
			await addFiles();
			const failing = switchOn(new Example(kit, 'never-linked-files.json')).replace(
				'Send Email',
				'n8n-nodes-base.stopAndError',
				{ errorMessage: 'The mail server is down' },
			);
			const { error } = await failing.run([{ json: {} }]);
			expect(error?.message).toContain('The mail server is down');
			expect(left()).toEqual(['old.txt', 'newer.txt', 'linked.txt']);
		});

		it('stays if it was linked since it was listed, and the others go', async () => {
			await addFiles();
			await kit.sonar.addFile({ filename: 'older.txt', content: '', created_at: daysAgo(40) });
			answerWith(kit.sonar, '/api/graphql', 'as usual', async (_, response, carryOut) => {
				kit.sonar.link('61', { type: 'Account', id: '1' });
				response.setHeader('content-type', 'application/json').end(await carryOut());
			});
			const { error, output } = await switchOn(example()).run([{ json: {} }]);
			expect(output('Sonar Delete File').map(({ json }) => json.deleted)).toEqual([true]);
			expect(error?.message).toBe(
				'File 61 (old.txt) is linked to Account 1, so it was not deleted [item 1]',
			);
			expect(left()).toEqual(['old.txt', 'newer.txt', 'linked.txt']);
		});
	});
});
