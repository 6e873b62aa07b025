import type { IDataObject } from 'n8n-workflow';

import { characters } from '../sonar';
import { byId } from './kit';
import { useKitWithNewSonars } from './useKit';

const kit = useKitWithNewSonars();

const WINDOWS = ['countsToWindow', 'pagesToWindow', 'window', 'emptyBehindWindow'] as const;
const idsOf = (items: Array<{ json: IDataObject }>) => items.map(({ json }) => Number(json.id));
const isEven = (n: number) => n % 2 === 0;
const isOdd = (n: number) => !isEven(n);
const range = (from: number, to: number) =>
	Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Files from 61 on. Their names, sizes and times descend as their IDs ascend; every third has a description. */
async function addFiles(count: number, more: object = {}) {
	const { length: before } = kit.sonar.files;
	for (const n of range(before, before + count - 1)) {
		await kit.sonar.addFile({
			filename: `file ${99 - n}.txt`,
			content: 'x'.repeat(99 - n),
			created_at: new Date(Date.UTC(2026, 0, 1) - n * 60_000).toISOString(),
			user_id: `${1 + (n % 2)}`,
			...(n % 3 === 0 && { description: 'a' }),
			...more,
		});
	}
}

async function list(parameters: object = {}) {
	kit.sonar.clearLog();
	const result = await kit.run({
		type: 'sonarListFiles',
		parameters: { scope: 'all', returnAll: true, ...parameters },
		onError: 'continueRegularOutput',
	});
	return { ...result, ids: idsOf(result.items), error: result.items[0]?.json.error };
}

const sorted = (attribute: string, direction: string) => ({ sort: { attribute, direction } });

describe.each(WINDOWS)('Under %s', (name) => {
	beforeEach(async () => await kit.renewSonar({ characters: [name] }));

	it.each([
		['created_at', 'DESC', range(61, 105)],
		['created_at', 'ASC', range(61, 105).reverse()],
		['id', 'ASC', range(61, 105)],
		['id', 'DESC', range(61, 105).reverse()],
		['filename', 'ASC', range(61, 105).reverse()],
		['file_size_in_bytes', 'DESC', range(61, 105)],
		['user_id', 'DESC', [...range(61, 105).filter(isEven), ...range(61, 105).filter(isOdd)]],
	])('a list by %s, %s, is whole and in its order', async (attribute, direction, ids) => {
		await addFiles(45);
		const listed = await list(sorted(attribute, direction));
		expect(listed.ids).toEqual(ids);
		expect(Object.keys(listed.items[0]!.json)).toHaveLength(10);
		expect(listed.hints).toEqual([]);
		expect(kit.calls.length).toBeLessThanOrEqual(11);
	});

	it('a list sorted by an attribute that few files have is whole', async () => {
		await addFiles(45);
		for (const direction of ['ASC', 'DESC']) {
			const { ids } = await list(sorted('description', direction));
			expect(ids.sort((a, b) => a - b)).toEqual(range(61, 105));
		}
	});

	it('the limit follows the order of the list, and the filters apply', async () => {
		await addFiles(35, { mime_type: 'text/plain' });
		await addFiles(10, { mime_type: 'image/png' });
		await addFiles(10, { mime_type: 'text/plain' });
		const filters = { mimeType: 'text', filename: 'file' };
		const listed = await list({ returnAll: false, limit: 38, filters });
		expect(listed.ids).toEqual([...range(61, 95), ...range(106, 108)]);
		// The editor says that the limit was reached.
		expect(listed.hints).toEqual([]);
		expect((await list({ filters, ...sorted('id', 'DESC') })).ids).toEqual(
			[...range(61, 95), ...range(106, 115)].reverse(),
		);
	});

	it('a list that ends with its page costs one more query, for its last file', async () => {
		await addFiles(20);
		expect((await list()).ids).toEqual(range(61, 80));
		expect(kit.asked('files').map(({ paginator }) => paginator)).toEqual([
			{ page: 1, records_per_page: 500 },
			{ page: 2, records_per_page: 500 },
			{ page: 1, records_per_page: 1 },
		]);
	});

	it('files of a ticket and of its reply are all there', async () => {
		kit.sonar.addEntity('Ticket', { id: '7' });
		kit.sonar.addEntity('TicketReply', { id: '8', ticket_id: '7' });
		await addFiles(25, { fileable_type: 'Ticket', fileable_id: '7' });
		await addFiles(25, { fileable_type: 'TicketReply', fileable_id: '8' });
		const ticket = { scope: 'entity', fileableType: 'Ticket', fileableId: byId('7') };
		expect((await list(ticket)).ids).toEqual(range(61, 110));
	});

	it('the contact behind the window is found', async () => {
		kit.sonar.addEntity('Account', { id: '5' });
		for (const n of range(1, 31)) {
			const email_address = n === 31 ? 'ada@example.com' : `${n}ada@example.com`;
			const contactable_id = n === 31 ? '5' : '6';
			kit.sonar.addEntity('Contact', { details: { email_address, contactable_id } });
		}
		const { error } = await list({
			scope: 'entity',
			fileableType: 'Account',
			fileableId: { __rl: true, mode: 'email', value: 'ada@example.com' },
		});
		expect(error).toBeUndefined();
	});
});

describe('A Sonar that gives nothing behind its window, not even by ID', () => {
	beforeEach(async () => {
		const listArguments = ({ search, ...args }: { search?: unknown }) => {
			if (JSON.stringify(search ?? '').includes('"operator":"LT"')) throw new Error('No.');
			return { ...args, search } as never;
		};
		await kit.renewSonar({
			characters: [{ ...characters.window, listArguments }],
		});
		await addFiles(45);
	});

	it('fails a list with Return All, in Sonar’s words for the page', async () => {
		const { error, items } = await list(sorted('id', 'DESC'));
		expect(error).toMatch(
			/^Sonar gives only the first 20 files of this list\. Sonar answered: Result window is too large/,
		);
		expect(items[0]!.error?.description).toContain('Created After');
		expect(kit.calls).toHaveLength(5);
	});

	it('gives what there is under a limit, and says so', async () => {
		const { ids, hints } = await list({ returnAll: false, limit: 30, ...sorted('id', 'DESC') });
		expect(ids).toEqual(range(86, 105).reverse());
		expect(hints.map(({ message }) => message)).toEqual([
			'Sonar gave fewer files than it counts. Some may be missing.',
		]);
	});
});
