import { countsDescriptors, openDescriptors } from '../openDescriptors';
import { answerWith, reset, status } from '../sonar/answers';
import { numbered } from './files';
import { useKit } from './useKit';

const kit = useKit();

/** Twenty large files, so that a failure comes while most are still to be read. */
async function uploadTwenty(): Promise<void> {
	const content = Buffer.alloc(500_000, 1);
	const files = numbered(20).map((name) => [name, { name, content }] as const);
	const input = [await kit.item(Object.fromEntries(files))];
	await kit.run({
		type: 'sonarUploadFile',
		parameters: { binaryPropertyName: '*' },
		input,
		onError: 'continueRegularOutput',
	});
}

async function downloadOne(): Promise<void> {
	const id = await kit.sonar.addFile({ filename: 'a.bin', content: Buffer.alloc(500_000) });
	await kit.run({
		type: 'sonarDownloadFile',
		parameters: { fileId: id },
		onError: 'continueRegularOutput',
	});
}

(countsDescriptors ? describe : describe.skip)('Files and sockets, counted on Linux', () => {
	it.each([
		['an upload', uploadTwenty, []],
		['an upload that is refused', uploadTwenty, [status(401)]],
		['an upload whose connection breaks', uploadTwenty, [reset]],
		['a download', downloadOne, []],
		['a download that is refused', downloadOne, [status(404)]],
		['a download that is too short', downloadOne, [status(200, 'x')]],
		['a download whose connection breaks', downloadOne, [reset, reset, reset, reset]],
	])('are closed after %s', async (_, transfer, faults) => {
		// The first run opens a connection that is kept alive and stays open.
		await transfer();
		const before = await openDescriptors();
		for (let round = 0; round < 3; round += 1) {
			answerWith(kit.sonar, '/api/files', ...faults);
			await transfer();
		}
		expect(await openDescriptors()).toBeLessThanOrEqual(before!);
	});
});
