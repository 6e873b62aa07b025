import { runNextStep } from '../../../../../nodes/shared/sonar/batch/nextStep';
import {
	done,
	failed,
	SKIPPED,
	type Effect,
	type Outcome,
} from '../../../../../nodes/shared/sonar/outcome';
import { SonarError } from '../../../../../nodes/shared/sonar/SonarError';

const stored: Effect = { verb: 'stored', what: '61 (a.txt)', sure: true };
const linked: Effect = { verb: 'linked', what: '61 to Account 1', sure: true };
const error = new SonarError('invalid', 'No.');

describe('runNextStep', () => {
	it.each([
		['succeeds', done('linked', [linked]), done('linked', [stored, linked])],
		['fails', failed(error), failed(error, [stored])],
		['was not tried', SKIPPED, SKIPPED],
	])('keeps the effects of both steps if the second %s', async (_, second, expected) => {
		const first = new Map([['file', done('61', [stored])]]);
		const outcomes = await runNextStep(first, false, async () => {
			return await Promise.resolve(new Map([['61', second]]));
		});
		expect(outcomes.get('file')).toEqual(expected);
	});

	it('keeps the effects of the first step if the second throws', async () => {
		const outcomes = await runNextStep(
			new Map([['file', done('61', [stored])]]),
			false,
			async () => {
				return await Promise.reject(error);
			},
		);
		expect(outcomes.get('file')).toEqual(failed(error, [stored]));
	});

	it('keeps earlier failures, and skips the step if the run stops on failures', async () => {
		const first = new Map<string, Outcome<string>>([
			['a', failed(error)],
			['b', done('62')],
		]);
		const goes = jest.fn(async () => await Promise.resolve(new Map([['62', done('linked')]])));
		expect([...(await runNextStep(first, false, goes)).values()]).toEqual([
			failed(error),
			done('linked'),
		]);
		expect([...(await runNextStep(first, true, goes)).values()]).toEqual([failed(error), SKIPPED]);
		expect(goes).toHaveBeenCalledTimes(1);
	});
});
