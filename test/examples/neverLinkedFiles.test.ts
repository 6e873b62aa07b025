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
});
