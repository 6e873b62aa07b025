import { readdirSync } from 'node:fs';

import { answerWith, reset, status } from '../faults/answers';
import { Kit } from './kit';
import { scaleTime } from './scaledTime';

let kit: Kit;
beforeAll(async () => (kit = await Kit.start()));
afterAll(async () => await kit.stop());
beforeEach(scaleTime);

/** Once those have closed that are about to. */
async function openDescriptors(): Promise<number> {
	await new Promise((resolve) => setTimeout(resolve, 200));
	return readdirSync('/proc/self/fd').length;
}

/** Twenty large files, so that a failure comes while most are still to be read. */
async function uploadTwenty(): Promise<void> {
	const content = Buffer.alloc(500_000, 1);
	const files = Array.from({ length: 20 }, (_, index) => [
		`data_${index}`,
		{ name: `${index}.bin`, content },
	]);
	const input = [await kit.item(Object.fromEntries(files) as Parameters<Kit['item']>[0])];
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

describe('Files and sockets', () => {
	it.each([
		['an upload', uploadTwenty, []],
		['an upload that is refused', uploadTwenty, [status(401)]],
		['an upload whose connection breaks', uploadTwenty, [reset]],
		['a download', downloadOne, []],
		['a download that is refused', downloadOne, [status(404)]],
		['a download that is too short', downloadOne, [status(200, 'x')]],
		['a download whose connection breaks', downloadOne, [reset, reset, reset, reset]],
	])('are closed after %s', async (_, transfer, faults) => {
		// The first run opens what stays open: a connection that is kept alive.
		await transfer();
		const before = await openDescriptors();
		for (let round = 0; round < 3; round += 1) {
			answerWith(kit.sonar, '/api/files', ...faults);
			await transfer();
		}
		expect(await openDescriptors()).toBeLessThanOrEqual(before);
	});
});
