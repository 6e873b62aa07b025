import { SonarClient } from '../../../../../nodes/shared/sonar/http/SonarClient';
import { checkFiles } from '../../../../../nodes/shared/sonar/tickets/checkFiles';
import { answerFiles } from '../files/answerFiles';
import { useQuietServer } from '../http/quietServer';

const quiet = useQuietServer();

async function check(...lists: string[][]) {
	const inputs = lists.map((fileIds) => ({ fileIds }));
	const outcomes = await checkFiles(new SonarClient(quiet.host()), inputs);
	return inputs.map((input) => outcomes.get(input)!);
}

describe('Files that were uploaded earlier', () => {
	it('pass if they are linked to nothing', async () => {
		answerFiles(quiet, (id) => ({ filename: `${id}.txt`, fileable_type: null }));
		expect(await check(['61', '62'], [])).toMatchObject([
			{
				status: 'done',
				value: {
					fileIds: ['61', '62'],
					freeFiles: [
						{ id: '61', filename: '61.txt' },
						{ id: '62', filename: '62.txt' },
					],
				},
			},
			{ status: 'done', value: { fileIds: [], freeFiles: [] } },
		]);
	});

	it('fail their input if they are linked', async () => {
		const linked = { fileable_type: 'Ticket', fileable_id: '7' };
		answerFiles(quiet, (id) => (id === '61' ? linked : { fileable_type: null }));
		expect(await check(['62', '61'], ['63'])).toMatchObject([
			{
				error: {
					code: 'alreadyLinked',
					message: 'The file 61 cannot be attached. It is linked to Ticket 7',
				},
			},
			{ status: 'done' },
		]);
	});

	it('fail the second input that names them', async () => {
		answerFiles(quiet, () => ({ fileable_type: null }));
		const message = 'The file 61 cannot be attached twice. It is given more than once in this run';
		expect(await check(['61'], ['61'], ['62', '62'])).toMatchObject([
			{ status: 'done' },
			{ error: { code: 'alreadyLinked', message } },
			{ error: { message: message.replace('61', '62') } },
		]);
	});

	it('stay free for an input if the one before it fails', async () => {
		answerFiles(quiet, (id) => (id === '61' ? undefined : { fileable_type: null }));
		expect(await check(['62', '61'], ['62'], ['62'])).toMatchObject([
			{ error: { code: 'missing' } },
			{ status: 'done' },
			{ error: { code: 'alreadyLinked' } },
		]);
	});

	it('fail their input if Sonar does not have them', async () => {
		answerFiles(quiet, (id) => (id === '61' ? undefined : { fileable_type: null }));
		expect(await check(['61'], ['62'])).toMatchObject([
			{ error: { code: 'missing' } },
			{ status: 'done' },
		]);
	});
});
