import { buffer } from 'node:stream/consumers';

import { downloadFile } from '../../../../../nodes/shared/sonar/files/downloadFiles';
import { parseFile } from '../../../../../nodes/shared/sonar/files/file';
import { SonarClient } from '../../../../../nodes/shared/sonar/http/SonarClient';
import { useQuietServer } from '../http/quietServer';

const quiet = useQuietServer();

/** In milliseconds. */
const IDLE = 500;

/** Stalls for longer than the idle timeout. */
async function storeLate(body: NodeJS.ReadableStream): Promise<Buffer> {
	await quiet.time.pause(2 * IDLE);
	return await buffer(body);
}

describe('A download', () => {
	it('waits for slow storage', async () => {
		const content = Buffer.alloc(3 * 1024 * 1024, 7);
		quiet.answer = (_, response) => void response.end(content);
		const file = parseFile({ id: 61, filename: 'a.bin' }, []);
		const { stored } = await downloadFile(new SonarClient(quiet.host(), IDLE), file, storeLate);
		expect(stored.equals(content)).toBe(true);
	});
});
