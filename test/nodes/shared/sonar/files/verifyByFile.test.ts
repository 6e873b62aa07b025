import { verifyByFile } from '../../../../../nodes/shared/sonar/files/verifyByFile';
import { SonarClient } from '../../../../../nodes/shared/sonar/http/SonarClient';
import { done, failed, type Result } from '../../../../../nodes/shared/sonar/outcome';
import { SonarError, type FailureCode } from '../../../../../nodes/shared/sonar/SonarError';
import { useQuietServer } from '../http/quietServer';
import { answerFiles } from './answerFiles';

const quiet = useQuietServer();

const QUESTION = 'Whether Sonar did it is unknown';
const unsure = (code: FailureCode = 'broken') =>
	failed(new SonarError(code, 'It broke', { unknownOutcome: QUESTION }));
const refused = failed(new SonarError('invalid', 'No.'));
const told = (result: Result<unknown>) =>
	result.status === 'done' ? result.value : `${result.error.code}: ${result.error.message}`;

describe('A mutation of unknown outcome', () => {
	const settle = async (result: Result<string>, fileId = '61') => {
		const results = new Map([[{ fileId }, result]]);
		const settled = await verifyByFile(new SonarClient(quiet.host()), results, {
			fields: ['id', 'filename'],
			outcomeOf: (_, file) =>
				file.status === 'done' && file.value.filename === 'new' ? done('seen') : undefined,
		});
		return told([...settled.values()][0]!);
	};

	it.each<[string, Result<string>, string]>([
		['is done', done('answered'), 'answered'],
		['was refused', refused, 'invalid: No.'],
	])('is not checked if it %s', async (_, result, outcome) => {
		expect(await settle(result)).toBe(outcome);
		expect([quiet.calls, quiet.slept]).toEqual([0, 0]);
	});

	it('is settled as soon as its file shows the outcome', async () => {
		answerFiles(quiet, (_, request) => ({ filename: request > 2 ? 'new' : 'old' }));
		expect(await settle(unsure())).toBe('seen');
		expect(quiet.slept).toBe(3000);
	});

	it('stays unknown if the file does not show the outcome for seven seconds', async () => {
		answerFiles(quiet, () => ({ filename: 'old' }));
		expect(await settle(unsure())).toBe('broken: It broke');
		expect(await settle(unsure('incomplete'))).toBe('incomplete: It broke');
		expect(quiet.slept).toBe(14_000);
	});

	it('had nothing to change if Sonar answered but does not know the file seconds later', async () => {
		answerFiles(quiet, () => undefined);
		expect(await settle(unsure('incomplete'))).toBe('missing: Sonar has no file with the ID 61');
		expect(await settle(unsure('broken'))).toBe('broken: It broke');
	});

	it('stays unknown if Sonar does not show the file', async () => {
		quiet.answer = (_, response) => response.writeHead(403).end();
		expect(await settle(unsure('incomplete'))).toBe('incomplete: It broke');
		expect(quiet.calls).toBe(1);
	});

	it('is not checked longer because of another file', async () => {
		const results = new Map<{ fileId: string }, Result<string>>([
			[{ fileId: '61' }, unsure()],
			[{ fileId: '62' }, unsure()],
		]);
		const asked = answerFiles(quiet, (id) => ({ filename: id === '61' ? 'new' : 'old' }));
		await verifyByFile(new SonarClient(quiet.host()), results, {
			fields: ['id', 'filename'],
			outcomeOf: (_, file) =>
				file.status === 'done' && file.value.filename === 'new' ? done('seen') : undefined,
		});
		expect(asked).toEqual([2, 1, 1, 1]);
	});
});
