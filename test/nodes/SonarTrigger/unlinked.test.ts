import { GraphQLError } from 'graphql';

import type { SonarOptions } from '../../sonar';
import { answerWith, reset } from '../../sonar/answers';
import type { CharacterName } from '../../sonar/characters';
import type { Character } from '../../sonar/characters/Character';
import { watchLog } from '../log';
import { useKit } from '../useKit';
import { askedRanges, startTrigger, type Trigger } from './startTrigger';

const kit = useKit();

async function renewSonar(options: SonarOptions = {}): Promise<void> {
	await kit.renewSonar(options);
	kit.sonar.addEntity('Ticket', { id: '1' });
	kit.sonar.addEntity('Account', { id: '1' });
}
beforeEach(async () => await renewSonar());

const forTickets = { fileableTypes: ['Ticket'] };
const TICKET = { type: 'Ticket', id: '1' };

/** Adds empty files with consecutive IDs from `first` on. */
async function addMany(count: number, first = 101, nameOf = (id: number) => `${id}.txt`) {
	const created_at = new Date(kit.time.now()).toISOString();
	const ids = Array.from({ length: count }, (_, index) => first + index);
	await Promise.all(
		ids.map(async (id) => {
			await kit.sonar.addFile({ id: `${id}`, filename: nameOf(id), content: '', created_at });
		}),
	);
	return ids.map(String);
}

/** Polls until nothing comes, and returns the IDs of all files in order. */
async function drain(trigger: Trigger): Promise<string[]> {
	const ids: string[] = [];
	for (;;) {
		const before = JSON.stringify(trigger.staticData());
		kit.sonar.clearLog();
		const { items = [], error } = await trigger.poll();
		if (error) throw error;
		expectFew();
		ids.push(...items.map(({ json }) => json.id as string));
		if (items.length === 0 && JSON.stringify(trigger.staticData()) === before) return ids;
	}
}

function expectFew(): void {
	expect(kit.sonar.log.length).toBeLessThanOrEqual(40);
	for (const { fields = [] } of kit.sonar.log) expect(fields.length).toBeLessThanOrEqual(200);
}

describe('Files that are linked after the trigger has seen them', () => {
	// Stands for 10,000 with pages of 200, which take the server too long.
	it('all trigger, even 1,000 at once with pages of 20, and take little space', async () => {
		await renewSonar({ recordsPerPageLimit: 20 });
		const trigger = startTrigger(kit, forTickets);
		await trigger.poll();
		const ids = await addMany(1000);
		expect(await drain(trigger)).toEqual([]);
		expect(JSON.stringify(trigger.cursor().unlinked).length).toBeLessThan(200);
		kit.sonar.clearLog();
		await trigger.poll();
		expect(kit.calls).toEqual(['query']);
		for (const id of ids) kit.sonar.link(id, TICKET);
		expect(await drain(trigger)).toEqual(ids);
		expect(trigger.cursor().unlinked).toEqual([]);
	}, 30_000);

	const ignoresExists: Character = {
		description: 'Searches ignore what must exist.',
		listArguments: ({ search, ...others }) => ({
			...others,
			search: search?.map((one) => ({ ...one, exists: undefined })),
		}),
	};
	const refusesExists: Character = {
		description: 'Searches for what exists are refused.',
		listArguments(args) {
			if (!args.search?.some(({ exists }) => exists)) return args;
			throw new GraphQLError('exists is not supported.');
		},
	};

	it.each<CharacterName | Character>([
		'pagesOf10',
		'pageInfoRefused',
		'fewFieldsPerQuery',
		'nullRows',
		'tiesAnew',
		ignoresExists,
		refusesExists,
	])('trigger once each, beside files that were linked at once: %j', async (character) => {
		await renewSonar({ characters: [character] });
		const trigger = startTrigger(kit, forTickets);
		await trigger.poll();
		const ids = await addMany(120);
		const linkAll = (rest: number, to = TICKET) => {
			const some = ids.filter((_, index) => index % 4 === rest);
			for (const id of some) kit.sonar.link(id, to);
			return some;
		};
		expect(await drain(trigger)).toEqual([]);
		const first = linkAll(1);
		expect(await drain(trigger)).toEqual(first);
		linkAll(2, { type: 'Account', id: '1' });
		const [more] = await addMany(1, 500);
		const second = linkAll(3);
		kit.sonar.link(more!, TICKET);
		expect(await drain(trigger)).toEqual([...second, more]);
		await kit.sonar.remove(ids[0]!);
		const last = ids.filter((_, index) => index % 4 === 0).slice(1);
		for (const id of last) kit.sonar.link(id, TICKET);
		expect(await drain(trigger)).toEqual(last);
		expect(await drain(trigger)).toEqual([]);
	});

	it('are waited for only if their name and type can match', async () => {
		const filters = { filename: 'invoice', mimeType: 'octet' };
		const trigger = startTrigger(kit, { ...forTickets, filters });
		await trigger.poll();
		const ids = await addMany(400, 101, (id) => (id % 2 ? `invoice ${id}.pdf` : `${id}.pdf`));
		expect(await drain(trigger)).toEqual([]);
		const invoices = ids.filter((id) => Number(id) % 2);
		expect(trigger.cursor().unlinked).toMatchObject([{ ids: invoices.join(',') }]);
		// Two requests for 200 ranges.
		kit.sonar.clearLog();
		await trigger.poll();
		expect(kit.calls).toEqual(['query', 'query']);
		for (const id of ids) kit.sonar.link(id, TICKET);
		expect(await drain(trigger)).toEqual(invoices);
	});

	it('are looked for by the next poll, if one would take too many requests', async () => {
		const trigger = startTrigger(kit, { ...forTickets, filters: { filename: 'invoice' } });
		await trigger.poll();
		// What n8n would have stored for 10,000 files if every second one matched.
		const even = Array.from({ length: 5000 }, (_, index) => `${2 * index + 2}`);
		const staticData = trigger.staticData();
		const until = kit.time.now() + 3_600_000;
		Object.assign(staticData['node:Trigger']!, {
			lastId: '20000',
			unlinked: [{ ids: even.join(','), until }],
		});
		await addMany(1, 9998, (id) => `invoice ${id}.pdf`);
		await addMany(1, 20_001, (id) => `invoice ${id}.pdf`);
		kit.sonar.link('9998', TICKET);
		kit.sonar.link('20001', TICKET);
		const later = startTrigger(kit, forTickets, { staticData });
		kit.sonar.clearLog();
		expect(await later.poll()).toEqual({});
		expectFew();
		expect(later.cursor()).toHaveProperty('look');
		expect(await later.names()).toEqual(['invoice 9998.pdf', 'invoice 20001.pdf']);
		expect(later.cursor()).not.toHaveProperty('look');
		expect(await later.poll()).toEqual({});
	});

	it('come at a later poll if a download fails, and none of them twice', async () => {
		const trigger = startTrigger(kit, { ...forTickets, options: { download: true } });
		await trigger.poll();
		const ids = await addMany(5);
		await trigger.poll();
		for (const id of ids) kit.sonar.link(id, TICKET);
		answerWith(kit.sonar, '/api/files/103', reset, reset, reset, reset);
		expect(await trigger.names()).toEqual(['101.txt', '102.txt']);
		expect(await trigger.names()).toEqual(['103.txt', '104.txt', '105.txt']);
		expect(await trigger.poll()).toEqual({});
	});

	it('hold up no new file while Sonar refuses to look for them, which is logged', async () => {
		let refuses = true;
		const refusesRanges: Character = {
			description: 'Refuses a search for a range.',
			listArguments(args) {
				const isRange = args.search?.some(({ integer_fields: list }) => list?.length === 2);
				if (refuses && isRange) throw new GraphQLError('Not now.');
				return args;
			},
		};
		await renewSonar({ characters: [refusesRanges] });
		const trigger = startTrigger(kit, forTickets);
		await trigger.poll();
		await addMany(1);
		await trigger.poll();
		kit.sonar.link('101', TICKET);
		await addMany(1, 200);
		kit.sonar.link('200', TICKET);
		const { warn } = watchLog();
		expect(await trigger.names()).toEqual(['200.txt']);
		expect(warn).toEqual([
			expect.stringMatching(/looks again at the next poll for files that were linked .* Not now\./),
		]);
		refuses = false;
		expect(await trigger.names()).toEqual(['101.txt']);
		expect(askedRanges(kit)).toEqual(['101-101']);
	});
});
