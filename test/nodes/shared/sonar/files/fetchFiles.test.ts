import { fetchFiles } from '../../../../../nodes/shared/sonar/files/fetchFiles';
import { hasGiven, noteGiven } from '../../../../../nodes/shared/sonar/files/givenIds';
import { SonarClient } from '../../../../../nodes/shared/sonar/http/SonarClient';
import { done, failed, type Outcomes } from '../../../../../nodes/shared/sonar/outcome';
import { SonarError } from '../../../../../nodes/shared/sonar/SonarError';
import type { UploadedFile } from '../../../../../nodes/shared/sonar/files/uploadAnswer';
import { useQuietServer } from '../http/quietServer';
import { answerFiles } from './answerFiles';

const quiet = useQuietServer();

const fetch = async (...ids: string[]) => await fetchFiles(new SonarClient(quiet.host()), ids);

describe('Files by their ids', () => {
	it('come at once, a hundred with a request, each once', async () => {
		const asked = answerFiles(quiet, () => ({ filename: 'a' }));
		const ids = Array.from({ length: 101 }, (_, index) => String(index + 100));
		const found = await fetch(...ids, '100');
		expect([...found.keys()]).toEqual(ids);
		expect(found.get('150')).toMatchObject({ status: 'done', value: { id: '150', filename: 'a' } });
		expect([asked, quiet.slept]).toEqual([[100, 1], 0]);
	});

	it('are looked for again for seven seconds, those alone that are not there', async () => {
		const asked = answerFiles(quiet, (id) => (id === '61' ? {} : undefined));
		const found = await fetch('61', '62');
		expect(found.get('62')).toMatchObject({
			status: 'failed',
			error: { code: 'missing', message: 'Sonar has no file with the id 62' },
			effects: [],
		});
		expect([asked, quiet.slept]).toEqual([[2, 1, 1, 1], 1000 + 2000 + 4000]);
	});

	it('are looked for no longer than until all are there', async () => {
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

describe('The ids that Sonar has given', () => {
	const uploads = (...ids: number[]): Outcomes<number, UploadedFile> =>
		new Map(ids.map((id) => [id, done({ id, filename: '', stored: true, failure_message: null })]));

	it('are known for their account', () => {
		noteGiven('a', uploads(61));
		noteGiven('a', new Map([[62, failed(new SonarError('invalid', 'no'))]]));
		expect([hasGiven('a', '61'), hasGiven('a', '62'), hasGiven('b', '61')]).toEqual([
			true,
			false,
			false,
		]);
	});

	it('are the last ten thousand', () => {
		noteGiven('many', uploads(...Array.from({ length: 10_000 }, (_, index) => index + 1)));
		expect(hasGiven('many', '1')).toBe(true);
		noteGiven('many', uploads(10_001));
		expect([hasGiven('many', '1'), hasGiven('many', '2')]).toEqual([false, true]);
	});
});
