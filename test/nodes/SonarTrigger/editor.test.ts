import { useKitWithNewSonars } from '../useKit';
import { addFile, startTrigger } from './startTrigger';

const kit = useKitWithNewSonars({ recordsPerPageLimit: 100 });

describe('Sonar New File Trigger, tested in the editor', () => {
	it('shows the newest file that matches, and does not move the cursor', async () => {
		await addFile(kit, 'a.pdf', { mime_type: 'application/pdf' });
		await addFile(kit, 'b.txt');
		const test = startTrigger(kit, {}, { testsInEditor: true });
		expect(await test.names()).toEqual(['b.txt']);
		expect(await test.names()).toEqual(['b.txt']);
		expect(test.staticData()).toEqual({});
		const filters = { filename: 'a' };
		expect(await startTrigger(kit, { filters }, { testsInEditor: true }).names()).toEqual([
			'a.pdf',
		]);
		expect(kit.calls).toEqual(['query', 'query', 'query']);
	});

	it('says why there is nothing to show', async () => {
		const parameters = { filters: { filename: 'zzz' } };
		const test = startTrigger(kit, parameters, { testsInEditor: true });
		await expect(test.poll()).resolves.toMatchObject({
			error: {
				message: 'There are no files in Sonar yet',
				description: 'Change the filters or upload a matching file to Sonar, then test again.',
			},
		});
		await addFile(kit, 'a.txt');
		await addFile(kit, 'b.txt');
		expect((await test.poll()).error?.message).toBe(
			'None of the newest 2 files in Sonar matches the filters',
		);
	});
});
