import { hasGiven, noteGiven } from '../../../../../nodes/shared/sonar/files/givenIds';
import type { UploadedFile } from '../../../../../nodes/shared/sonar/files/uploadAnswer';
import { done, failed, type Outcomes } from '../../../../../nodes/shared/sonar/outcome';
import { SonarError } from '../../../../../nodes/shared/sonar/SonarError';

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
