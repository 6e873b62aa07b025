import { byId } from '../nodes/kit';
import { useKit } from '../nodes/useKit';
import { settledFaults, settledRows, unknownOf } from './mutations';
import { answerAlways, expectOutcomes, outcomesOf, type Row } from './runFault';

const kit = useKit();
beforeAll(() => {
	for (const id of ['1', '2']) kit.sonar.addEntity('Account', { id, name: id });
});

const UNKNOWN = 'Whether Sonar linked the files is unknown: check with Sonar List Files';

/** Two files, each for an account. The upload goes well; the link meets the fault. */
const table: Row[] = [
	...settledRows(UNKNOWN, 1),
	{ fault: 'a null answer', outcome: 'done', requests: 3, done: 2, isOnce: true },
	{
		fault: 'null answers where nothing was done',
		outcome: 'Seconds later it is linked to nothing',
		requests: 6,
		done: 0,
		isOnce: true,
	},
];

const linked = () => kit.sonar.files.filter(({ fileable_id: id }) => id !== null).length;

async function uploadAndLink(fault: string, times?: number) {
	answerAlways(kit, '/api/graphql', settledFaults[fault]!, times);
	return await outcomesOf(kit, {
		type: 'sonarUploadFile',
		parameters: {
			linkTo: 'entity',
			fileableType: 'Account',
			fileableId: byId('={{ $itemIndex + 1 }}'),
		},
		input: await kit.items('a.txt', 'b.txt'),
	});
}

describe('Upload with Link To', () => {
	it('has a row for every fault', () => {
		expect(table.map(({ fault }) => fault).sort()).toEqual(Object.keys(settledFaults).sort());
	});

	it.each(table)('ends as the table says after $fault', async (row) => {
		const [before, linkedBefore] = [kit.sonar.files.length, linked()];
		const outcomes = await uploadAndLink(row.fault, row.isOnce ? 1 : undefined);
		expectOutcomes(outcomes, row.outcome);
		expect(kit.calls).toHaveLength(row.requests);
		expect(kit.sonar.files).toHaveLength(before + 2);
		expect(linked()).toBe(linkedBefore + row.done);
		const ids = kit.sonar.files.slice(before).map(({ id }) => id);
		for (const [index, outcome] of outcomes.entries()) {
			if (outcome !== 'done') expect(outcome).toContain(`Already stored: ${ids[index]} (`);
		}
	});

	it.each(unknownOf(table, UNKNOWN))(
		'asks for the outcome after $fault',
		async ({ fault, outcome, done }) => {
			const outcomes = await uploadAndLink(fault, 1);
			const answered = 'Seconds later it is linked to nothing. Sonar answered: Bad.';
			const open = fault.startsWith('errors') ? answered : outcome;
			expectOutcomes(outcomes, done > 0 ? 'done' : open);
		},
	);
});
