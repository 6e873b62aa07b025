import fc from 'fast-check';

import { useKit } from '../nodes/useKit';
import type { Answer } from '../sonar';
import { answerWith } from '../sonar/answers';
import { faultsOfJson } from './faults';

const kit = useKit();

const answers: Record<string, Answer> = { 'as usual': 'as usual', ...faultsOfJson };

const cases = fc.record({
	/** The fault of each request, in their order. All further requests go well. */
	sequence: fc.array(fc.constantFrom(...Object.keys(answers)), { maxLength: 6 }),
	files: fc.integer({ min: 1, max: 6 }),
	filesPerRequest: fc.integer({ min: 1, max: 4 }),
	parallelRequests: fc.integer({ min: 1, max: 3 }),
	onError: fc.constantFrom('stopWorkflow' as const, 'continueRegularOutput' as const),
	retryOnFail: fc.boolean(),
});

let round = 0;

const nameAt = (index: number) => `${round}-${index}.txt`;
const storedAs = (name: string) => kit.sonar.files.filter(({ filename }) => filename === name);

/** Whether an error says of an item that its file may be stored. */
function mayBeStored(message: string, index: number): boolean {
	const [, first] = /Whether Sonar stored .*? \[item (\d+)\]/.exec(message) ?? [];
	const [, others = ''] = /The outcome is also unknown for: (.*)$/.exec(message) ?? [];
	return first === String(index) || others.includes(`[item ${index}]`);
}

describe('Any sequence of faults', () => {
	it('ends in done, or in an error that accounts for every file', async () => {
		await fc.assert(
			fc.asyncProperty(cases, async ({ sequence, files, onError, retryOnFail, ...options }) => {
				kit.sonar.answerAsUsual();
				answerWith(kit.sonar, '/', ...sequence.map((name) => answers[name]!));
				round += 1;
				const { items, error } = await kit.run({
					type: 'sonarUploadFile',
					parameters: { options },
					input: await kit.items(...Array.from({ length: files }, (_, index) => nameAt(index))),
					onError,
					retryOnFail,
				});
				for (let index = 0; index < files; index += 1) {
					const stored = storedAs(nameAt(index));
					expect(stored.length).toBeLessThanOrEqual(1);
					if (error) {
						const named = error.message.includes(`(${nameAt(index)})`);
						if (named) expect(stored).toHaveLength(1);
						else if (stored.length === 1) expect(mayBeStored(error.message, index)).toBe(true);
						continue;
					}
					const { json } = items[index]!;
					if (json.error === undefined) {
						expect(json).toMatchObject({ id: stored[0]!.id, filename: nameAt(index) });
						expect(kit.sonar.content(stored[0]!.id).toString()).toBe(nameAt(index));
					} else if (stored.length === 1) {
						expect(json.error).toContain('Whether Sonar stored the files is unknown');
					}
				}
			}),
			{ numRuns: 25 },
		);
	}, 120_000);
});
