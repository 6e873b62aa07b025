import { useKit } from '../nodes/useKit';
import { data, reshaped } from '../sonar/answers';
import { faultsOfJson, rateLimits } from './faults';
import { buildRows, faultsOfMutations, first, type Answer } from './mutations';
import { answerAlways, expectOutcomes, idleTimeoutFor, outcomesOf, type Row } from './runFault';
import { itFailsUnreachable } from './unreachable';

const kit = useKit();

const faults = {
	...faultsOfMutations,
	'an error below the first file': reshaped((answer: Answer) => ({
		...answer,
		errors: [{ message: 'Bad.', path: [first(answer), 'message'] }],
	})),
	'no success': data(
		{ success: false, message: 'Not this one.' },
		{ success: false, message: 'Not this one.' },
	),
};

const UNKNOWN = 'Whether Sonar deleted the files is unknown: check with Sonar List Files';

/** Two files in one request. The question goes well, and from the deletion on the fault lasts. */
const table: Row[] = [
	...buildRows(UNKNOWN, 1),
	['an error below the first file', 'done', 3, 2],
	['a null answer', 'done', 3, 2],
	[
		'null answers where nothing was done',
		'Sonar’s answer says nothing about the deletion of file',
		6,
		0,
	],
	['no success', 'Not this one.', 2, 0],
];

/** After these the node asks Sonar for more, which must be answered as usual. */
const once = (name: string) =>
	name in rateLimits || /^(an error below|a null answer|null answers)/.test(name);

async function twoFiles() {
	const ids = [
		await kit.sonar.addFile({ filename: 'a.txt', content: 'a' }),
		await kit.sonar.addFile({ filename: 'b.txt', content: 'b' }),
	];
	return ids.map((id) => ({ json: { id } }));
}

async function run(name: string, times?: number) {
	const input = await twoFiles();
	answerAlways(kit, '/api/graphql', 'as usual', 1);
	answerAlways(kit, '/api/graphql', faults[name as keyof typeof faults], times);
	const options = { idleTimeout: idleTimeoutFor(name) };
	return await outcomesOf(kit, { type: 'sonarDeleteFile', parameters: { options }, input });
}

describe('Delete', () => {
	it('has a row for every fault', () => {
		expect(table.map(([fault]) => fault).sort()).toEqual(Object.keys(faults).sort());
	});

	it.each(table)('ends as the table says after %s', async (name, expected, requests, deleted) => {
		const before = kit.sonar.files.length + 2;
		const outcomes = await run(name, once(name) ? 1 : undefined);
		expectOutcomes(outcomes, expected);
		expect(outcomes).toHaveLength(2);
		expect(kit.calls).toHaveLength(requests);
		expect(kit.sonar.files).toHaveLength(before - deleted);
	});

	const unsure = table.filter(([, outcome]) => String(outcome).includes(UNKNOWN));

	it.each(unsure)(
		'asks what became of the deletions after %s',
		async (name, expected, _, deleted) => {
			const outcomes = await run(name, 1);
			// A file that is gone is deleted. A file that is still there may yet be deleted.
			expectOutcomes(outcomes, deleted > 0 ? 'done' : expected);
			expect(kit.calls.filter((call) => call === 'mutation').length).toBeLessThanOrEqual(1);
		},
	);

	it.each(Object.keys(faultsOfJson))('deletes nothing if the question meets %s', async (name) => {
		const input = await twoFiles();
		const before = kit.sonar.files.length;
		answerAlways(kit, '/api/graphql', faultsOfJson[name]!);
		const options = { idleTimeout: idleTimeoutFor(name) };
		const outcomes = await outcomesOf(kit, {
			type: 'sonarDeleteFile',
			parameters: { options },
			input,
		});
		if (outcomes.includes('done')) return;
		expect(kit.sonar.files).toHaveLength(before);
		for (const outcome of outcomes) expect(outcome).not.toContain('is unknown');
	});

	itFailsUnreachable(
		kit,
		{ message: 'The connection to Sonar broke', connections: 4 },
		async () => ({
			type: 'sonarDeleteFile',
			input: await twoFiles(),
		}),
	);
});
