import { listNames } from '../../../../nodes/shared/sonar/listNames';
import {
	attempt,
	done,
	failed,
	mapDone,
	SKIPPED,
	toSonarError,
	withEffects,
	type Outcome,
} from '../../../../nodes/shared/sonar/outcome';
import { SonarError } from '../../../../nodes/shared/sonar/SonarError';

const QUESTION = 'Whether Sonar stored it is unknown';

describe('A thrown value', () => {
	it('from Sonar keeps everything and gets the open question', () => {
		const cause = new Error('below');
		const details = { status: 502, retryAfter: 7, context: { names: ['a'] }, cause };
		const error = toSonarError(new SonarError('gateway', 'failed', details), QUESTION);
		expect(error).toMatchObject({
			name: 'SonarError',
			code: 'gateway',
			message: 'failed',
			...details,
			unknownOutcome: QUESTION,
		});
	});

	it('stays as it is if nothing can have happened, or no question is open', () => {
		const refused = new SonarError('invalid', 'no');
		const open = new SonarError('broken', 'broke', { unknownOutcome: QUESTION });
		expect(toSonarError(refused, QUESTION)).toBe(refused);
		expect(toSonarError(open)).toBe(open);
	});

	it.each([
		[new TypeError('x is not a function'), 'x is not a function'],
		[new Error(''), 'an error without a message'],
		['text', 'an error without a message'],
		[null, 'an error without a message'],
	])('that is unexpected counts as our bug: %p', async (thrown, words) => {
		const result = await attempt(() => {
			throw thrown as Error;
		}, QUESTION);
		expect(result).toMatchObject({
			status: 'failed',
			effects: [],
			error: {
				code: 'bug',
				message: `n8n-nodes-sonar-software failed: ${words}`,
				cause: thrown,
				isUnsure: true,
			},
		});
	});
});

const refusal = failed(new SonarError('invalid', 'no'));
const unsure = failed(new SonarError('broken', 'broke', { unknownOutcome: QUESTION }));

describe('Outcomes', () => {
	it('are mapped where there is a value', () => {
		const outcomes = new Map<string, Outcome<number>>([
			['a', done(1)],
			['b', refusal],
			['c', SKIPPED],
		]);
		expect([...mapDone(outcomes, (name, value) => `${name}${value}`)]).toStrictEqual([
			['a', done('a1')],
			['b', refusal],
			['c', SKIPPED],
		]);
	});

	it('get an effect for what was done, or possibly done, after earlier effects', () => {
		const earlier = { verb: 'stored', what: '60', sure: true } as const;
		const outcomes = new Map<string, Outcome<number>>([
			['a', done(61, [earlier])],
			['b', unsure],
			['c', refusal],
			['d', SKIPPED],
		]);
		const described = withEffects(outcomes, 'linked', (name, value) => `${name} ${value}`);
		expect([...described.values()]).toStrictEqual([
			done(61, [earlier, { verb: 'linked', what: 'a 61', sure: true }]),
			failed(unsure.error, [{ verb: 'linked', what: 'b undefined', sure: false }]),
			refusal,
			SKIPPED,
		]);
		const [first] = withEffects(outcomes, 'stored', () => ({ what: 'x', fileId: '61' })).values();
		expect(first).toStrictEqual(
			done(61, [earlier, { verb: 'stored', sure: true, what: 'x', fileId: '61' }]),
		);
	});
});

describe('A list of names', () => {
	const names = (count: number) => Array.from({ length: count }, (_, index) => `n${index + 1}`);

	it('shows twenty and counts the rest', () => {
		expect(listNames(names(20))).toMatch(/^n1, n2, .*, n20$/);
		expect(listNames(names(21))).toMatch(/, n20 and 1 more$/);
	});
});
