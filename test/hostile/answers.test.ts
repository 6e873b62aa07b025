import fc from 'fast-check';
import type { OnError } from 'n8n-workflow';

import { n8n } from '../../package.json';
import { useKitWithNewSonars } from '../nodes/useKit';
import { startTrigger } from '../nodes/SonarTrigger/startTrigger';
import { countsDescriptors, openDescriptors } from '../openDescriptors';
import { Ran } from '../properties/Ran';
import { mutateAnswers, mutations, type Mutation } from './mutation';
import { RAW } from './raw';
import { prepare, scenarios, type Scenario } from './scenarios';
import { readSettings } from './settings';

const kit = useKitWithNewSonars();

const { seed, runs, path } = readSettings();
const LONGEST = 60_000 + runs * 1000;

interface Case {
	name: string;
	onError: OnError;
	retryOnFail: boolean;
	mutations: Mutation[];
}

const cases = (names: string[]): fc.Arbitrary<Case> =>
	fc.record({
		name: fc.constantFrom(...names),
		onError: fc.constantFrom<OnError>(
			'stopWorkflow',
			'continueRegularOutput',
			'continueErrorOutput',
		),
		retryOnFail: fc.boolean(),
		mutations: fc.array(mutations, { minLength: 1, maxLength: 3 }),
	});

async function checkNode({ name, onError, retryOnFail, mutations: list }: Case): Promise<void> {
	await kit.renewSonar();
	await prepare(kit);
	const scenario: Scenario = scenarios[name]!;
	const { type, parameters, input } = scenario;
	const items = await input(kit);
	const files = kit.sonar.files.length;
	const entities = countEntities();
	mutateAnswers(kit.sonar, list);
	const result = await kit.run({ type, parameters, input: items, onError, retryOnFail });
	const ran = new Ran(result);
	const messages = [...ran.failures, ...(ran.stopped ? [ran.stopped] : [])].map(
		({ message }) => message,
	);
	expect(messages.filter((message) => RAW.test(message))).toEqual([]);
	expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	const given = items.flatMap(({ binary }) => Object.keys(binary ?? {})).length;
	expect(kit.sonar.files.length - files).toBeLessThanOrEqual(given);
	expect(countEntities() - entities).toBeLessThanOrEqual(items.length);
	if (!scenario.answersEach || ran.stopped) return;
	for (const index of items.keys()) {
		const own = [...ran.successes, ...ran.failures].filter(({ item }) => item === index);
		expect(own.length).toBeGreaterThan(0);
	}
}

function countEntities(): number {
	return ['Ticket', 'TicketReply', 'TicketComment'].flatMap((type) => [...kit.sonar.entities(type)])
		.length;
}

async function checkTrigger({ mutations: list }: Case): Promise<void> {
	await kit.renewSonar();
	const trigger = startTrigger(kit, { options: { download: true } });
	await trigger.poll();
	await prepare(kit);
	mutateAnswers(kit.sonar, list);
	for (let polls = 0; polls < 4; polls += 1) {
		const { error } = await trigger.poll();
		const message = error
			? `${error.message} ${(error as { description?: string }).description}`
			: '';
		expect(RAW.test(message) ? message : '').toBe('');
		const { lastId } = trigger.cursor();
		expect(BigInt((lastId as string | undefined) ?? 0) < 2n ** 63n).toBe(true);
	}
}

const assert = async (property: fc.IAsyncPropertyWithHooks<[Case]>) =>
	await fc.assert(property, { seed, numRuns: runs, path, endOnFailure: path !== undefined });

it('has a scenario for each node', () => {
	const names = n8n.nodes.map((path) => /([^/]+)\.node\.js$/.exec(path)![1]!);
	const tried = Object.values(scenarios).map(({ type }) => type.replace(/^s/, 'S'));
	// The triggers have tests of their own.
	const all = new Set([...tried, 'SonarTrigger', 'SonarEventTrigger']);
	expect([...all].sort()).toEqual(names.sort());
});

describe('Answers that Sonar never gives', () => {
	it.each(Object.keys(scenarios))(
		'are no raw error, no lost item and nothing done twice: %s',
		async (name) => await assert(fc.asyncProperty(cases([name]), checkNode)),
		LONGEST,
	);

	it(
		'are no raw error of Sonar New File Trigger, and move it nowhere',
		async () => await assert(fc.asyncProperty(cases(['trigger']), checkTrigger)),
		LONGEST,
	);

	(countsDescriptors ? it : it.skip)(
		'leave no socket and no file open',
		async () => {
			await checkNode({
				name: 'upload',
				onError: 'stopWorkflow',
				retryOnFail: false,
				mutations: [],
			});
			const before = (await openDescriptors())!;
			await fc.assert(fc.asyncProperty(cases(Object.keys(scenarios)), checkNode), {
				seed,
				numRuns: Math.min(runs * 3, 200),
			});
			expect((await openDescriptors())!).toBeLessThanOrEqual(before + 2);
		},
		LONGEST,
	);
});
