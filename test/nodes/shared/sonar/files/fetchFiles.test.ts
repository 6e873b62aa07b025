import { fetchFiles } from '../../../../../nodes/shared/sonar/files/fetchFiles';
import { SonarClient } from '../../../../../nodes/shared/sonar/http/SonarClient';
import { useQuietServer } from '../http/quietServer';
import { answerFiles } from './answerFiles';

const quiet = useQuietServer();

const fetch = async (...ids: string[]) => await fetchFiles(new SonarClient(quiet.host()), ids);

describe('Files by their IDs', () => {
	it('are fetched once each, a hundred per request', async () => {
		const asked = answerFiles(quiet, () => ({ filename: 'a' }));
		const ids = Array.from({ length: 101 }, (_, index) => String(index + 100));
		const found = await fetch(...ids, '100');
		expect([...found.keys()]).toEqual(ids);
		expect(found.get('150')).toMatchObject({ status: 'done', value: { id: '150', filename: 'a' } });
		expect([asked, quiet.slept]).toEqual([[100, 1], 0]);
	});

	it('are looked for again for seven seconds, only if missing', async () => {
		const asked = answerFiles(quiet, (id) => (id === '61' ? {} : undefined));
		const found = await fetch('61', '62');
		expect(found.get('62')).toMatchObject({
			status: 'failed',
			error: { code: 'missing', message: 'Sonar has no file with the ID 62' },
			effects: [],
		});
		expect([asked, quiet.slept]).toEqual([[2, 1, 1, 1], 1000 + 2000 + 4000]);
	});

	it('are looked for only until all are there', async () => {
		const asked = answerFiles(quiet, (_, request) => (request > 1 ? {} : undefined));
		expect((await fetch('61')).get('61')!.status).toBe('done');
		expect([asked, quiet.slept]).toEqual([[1, 1], 1000]);
	});

	it('are not looked for again if Sonar refuses', async () => {
		quiet.answer = (_, response) => response.writeHead(403).end();
		expect((await fetch('61')).get('61')).toMatchObject({ error: { code: 'forbidden' } });
		expect([quiet.calls, quiet.slept]).toEqual([1, 0]);
	});
});
