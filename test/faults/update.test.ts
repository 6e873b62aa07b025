import { useKit } from '../nodes/useKit';
import { reshaped } from '../sonar/answers';
import { rateLimits } from './faults';
import { buildRows, faultsOfMutations, first, type Answer } from './mutations';
import { answerAlways, expectOutcomes, idleTimeoutFor, outcomesOf, type Row } from './runFault';
import { itFailsUnreachable } from './unreachable';

const kit = useKit();

const faults = {
	...faultsOfMutations,
	'an error below the first file': reshaped((answer: Answer) => ({
		...answer,
		errors: [{ message: 'Bad.', path: [first(answer), 'description'] }],
	})),
};

const UNKNOWN = 'Whether Sonar updated the files is unknown: check with Sonar List Files';

/** Two files in one request. */
const table: Row[] = [
	...buildRows(UNKNOWN),
	['a null answer', 'done', 2, 2],
	[
		'null answers where nothing was done',
		'Sonar’s answer says nothing about the update of file',
		5,
		0,
	],
	['an error below the first file', 'done', 2, 2],
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

const parameters = { updateFields: { description: 'After' } };
const updatedFiles = () =>
	kit.sonar.files.filter(({ description }) => description === 'After').length;

describe('Update', () => {
	it('has a row for every fault', () => {
		expect(table.map(([fault]) => fault).sort()).toEqual(Object.keys(faults).sort());
	});

	it.each(table)('ends as the table says after %s', async (name, expected, requests, updated) => {
		const input = await twoFiles();
		const before = updatedFiles();
		const fault = faults[name as keyof typeof faults];
		answerAlways(kit, '/api/graphql', fault, once(name) ? 1 : undefined);
		const outcomes = await outcomesOf(kit, {
			type: 'sonarUpdateFile',
			parameters: { ...parameters, options: { idleTimeout: idleTimeoutFor(name) } },
			input,
		});
		expectOutcomes(outcomes, expected);
		expect(outcomes).toHaveLength(2);
		expect(kit.calls).toHaveLength(requests);
		expect(updatedFiles()).toBe(before + updated);
	});

	const unsure = table.filter(([, outcome]) => String(outcome).includes(UNKNOWN));

	it.each(unsure)(
		'asks what became of the updates after %s',
		async (name, expected, _, updated) => {
			const input = await twoFiles();
			const fault = faults[name as keyof typeof faults];
			answerAlways(kit, '/api/graphql', fault, 1);
			const outcomes = await outcomesOf(kit, {
				type: 'sonarUpdateFile',
				parameters: { ...parameters, options: { idleTimeout: idleTimeoutFor(name) } },
				input,
			});
			// An update that was done is found out. An update that was not done may yet be done.
			expectOutcomes(outcomes, updated > 0 ? 'done' : expected);
			expect(kit.calls.filter((call) => call === 'mutation').length).toBeLessThanOrEqual(1);
		},
	);

	itFailsUnreachable(
		kit,
		{ message: 'The connection to Sonar broke', connections: 5 },
		async () => ({
			type: 'sonarUpdateFile',
			parameters,
			input: await twoFiles(),
		}),
	);
});
