import { byId } from '../nodes/kit';
import { useKit } from '../nodes/useKit';
import { rateLimits } from './faults';
import { buildRows, faultsOfMutations } from './mutations';
import { answerAlways, expectOutcomes, idleTimeoutFor, outcomesOf, type Row } from './runFault';
import { itFailsUnreachable } from './unreachable';

const kit = useKit();
beforeAll(() => {
	for (const id of ['1', '2']) kit.sonar.addEntity('Account', { id, name: id });
});

const faults = faultsOfMutations;

const UNKNOWN = 'Whether Sonar linked the files is unknown: check with Sonar List Files';

/** Two files to an account each, in one request. */
const table: Row[] = [
	...buildRows(UNKNOWN),
	['a null answer', 'done', 2, 2],
	['null answers where nothing was done', 'Seconds later it is linked to nothing', 5, 0],
];

/** After these the node asks Sonar for more, which must be answered as usual. */
const once = (name: string) => name in rateLimits || /^(a null answer|null answers)/.test(name);

async function twoFiles() {
	const ids = [
		await kit.sonar.addFile({ filename: 'a.txt', content: 'a' }),
		await kit.sonar.addFile({ filename: 'b.txt', content: 'b' }),
	];
	return ids.map((id, index) => ({ json: { id, account: String(index + 1) } }));
}

const parameters = {
	fileableType: 'Account',
	fileableId: byId('={{ $json.account }}'),
};
const linkedFiles = () => kit.sonar.files.filter(({ fileable_id: id }) => id !== null).length;

describe('Link', () => {
	it('has a row for every fault', () => {
		expect(table.map(([fault]) => fault).sort()).toEqual(Object.keys(faults).sort());
	});

	it.each(table)('ends as the table says after %s', async (name, expected, requests, linked) => {
		const input = await twoFiles();
		const before = linkedFiles();
		const fault = faults[name as keyof typeof faults];
		answerAlways(kit, '/api/graphql', fault, once(name) ? 1 : undefined);
		const outcomes = await outcomesOf(kit, {
			type: 'sonarLinkFile',
			parameters: { ...parameters, options: { idleTimeout: idleTimeoutFor(name) } },
			input,
		});
		expectOutcomes(outcomes, expected);
		expect(outcomes).toHaveLength(2);
		expect(kit.calls).toHaveLength(requests);
		expect(linkedFiles()).toBe(before + linked);
	});

	const unsure = table.filter(([, outcome]) => String(outcome).includes(UNKNOWN));

	it.each(unsure)('asks what became of the links after %s', async (name, expected, _, linked) => {
		const input = await twoFiles();
		const fault = faults[name as keyof typeof faults];
		answerAlways(kit, '/api/graphql', fault, 1);
		const outcomes = await outcomesOf(kit, {
			type: 'sonarLinkFile',
			parameters: { ...parameters, options: { idleTimeout: idleTimeoutFor(name) } },
			input,
		});
		// A link that was made is found out. A link that was not made may yet be made, unless Sonar has
		// answered.
		const answered = 'Seconds later it is linked to nothing. Sonar answered: Bad.';
		const open = name.startsWith('errors') ? answered : expected;
		expectOutcomes(outcomes, linked > 0 ? 'done' : open);
		expect(kit.calls.filter((call) => call === 'mutation').length).toBeLessThanOrEqual(1);
	});

	itFailsUnreachable(
		kit,
		{ message: 'The connection to Sonar broke', connections: 5 },
		async () => ({
			type: 'sonarLinkFile',
			parameters,
			input: await twoFiles(),
		}),
	);
});
