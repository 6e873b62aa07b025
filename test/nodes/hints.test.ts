import type { INodeParameters } from 'n8n-workflow';

import { addHint } from '../../nodes/shared/n8n/hints';
import type { SonarContext } from '../../nodes/shared/n8n/host';
import { byId } from './kit';
import { watchLog } from './log';
import { useKit } from './useKit';

const kit = useKit({ recordsPerPageLimit: 3 });
const limited = useKit({ requestsPerMinute: 2 });
let lines: string[];
beforeAll(async () => {
	kit.sonar.addEntity('Ticket', { id: '7' });
	kit.sonar.addEntity('TicketReply', { id: '49', ticket_id: '7' });
	kit.sonar.addEntity('Account', { id: '1' });
	for (let index = 0; index < 4; index += 1) {
		const fields = { filename: `${index}.txt`, content: 'x' };
		await kit.sonar.addFile({ ...fields, fileable_type: 'Account', fileable_id: '1' });
	}
	for (const [type, id] of [
		['Ticket', '7'],
		['TicketReply', '49'],
	]) {
		await kit.sonar.addFile({
			filename: 'a.txt',
			content: 'x',
			fileable_type: type,
			fileable_id: id,
		});
	}
});
beforeEach(() => {
	lines = watchLog().info;
});

const info = (message: string) => ({ message, type: 'info', location: 'outputPane' });
const warning = (message: string) => ({ message, type: 'warning', location: 'outputPane' });
const list = async (parameters: INodeParameters, items: unknown[] = [1]) =>
	await kit.run({
		type: 'sonarListFiles',
		parameters: { fileableType: 'Account', fileableId: byId('1'), ...parameters },
		input: items.map((id) => ({ json: { id: id as string } })),
		onError: 'continueRegularOutput',
	});

describe('A hint', () => {
	it.each([1, 2, 3])('says that a limit of %p cut the list', async (limit) => {
		const { items, hints } = await list({ limit });
		expect(items).toHaveLength(limit);
		expect(hints).toEqual([
			info('More files match than Limit allows. Raise Limit or turn on Return All.'),
		]);
	});

	it.each([{ limit: 4 }, { limit: 5 }, { returnAll: true }])(
		'is not given with %p',
		async (parameters) => {
			expect((await list(parameters)).hints).toEqual([]);
		},
	);

	it('says for how many items the limit cut the list', async () => {
		const { hints } = await list({ limit: 1, fileableId: byId('={{ $json.id }}') }, [
			'1',
			'2',
			'1',
		]);
		expect(hints).toEqual([
			info(
				'More files match than Limit allows for 2 of 3 items. Raise Limit or turn on Return All.',
			),
		]);
	});

	it.each([
		[1, 1],
		[2, 0],
	])('says of a whole ticket whether a limit of %p cuts its files', async (limit, count) => {
		const ticket = { fileableType: 'Ticket', fileableId: byId('7') };
		expect((await list({ ...ticket, limit })).hints).toHaveLength(count);
	});

	it('counts what failed, if the node continues', async () => {
		const { hints, items } = await list({ fileableId: byId('={{ $json.id }}') }, ['1', 'x', 'y']);
		expect(items).toHaveLength(6);
		expect(hints).toEqual([
			warning('2 of 3 failed. For each of them there is an item that says why.'),
		]);
	});

	it('says that the rate limit made it wait, once, and how long a long run took', async () => {
		const { hints, error } = await limited.run({
			type: 'sonarListFiles',
			parameters: { scope: 'all', options: { entitiesPerRequest: 1 } },
			input: Array.from({ length: 6 }, () => ({ json: {} })),
		});
		expect(error).toBeUndefined();
		expect(hints).toEqual([
			info(
				'Sonar’s rate limit was reached, so the node waited and then continued. The limit covers all requests made by the token’s user.',
			),
			info(
				expect.stringMatching(/^It took [1-9] min [1-5]?\d s to work through all 6\.$/) as string,
			),
		]);
		const waits = lines.filter((line) => line.includes('rate limit'));
		expect(waits.length).toBeGreaterThan(0);
		for (const line of waits) expect(line).toMatch(/^Node: waits \d+ s for Sonar’s rate limit$/);
	});

	it('is left out if n8n’s context shows no hints', () => {
		expect(() => addHint({} as SonarContext, 'x')).not.toThrow();
	});
});

describe('A long run', () => {
	it('tells in n8n’s log how far it is, batch by batch', async () => {
		const options = { entitiesPerRequest: 2, parallelRequests: 1 };
		const { hints } = await list({ options }, Array(5).fill('1'));
		expect(lines).toEqual(['Node: 2 of 5 done', 'Node: 4 of 5 done', 'Node: 5 of 5 done']);
		expect(hints).toEqual([]);
	});

	it('says nothing of a single batch', async () => {
		await list({}, ['1', '1']);
		expect(lines).toEqual([]);
	});

	it.each<[string, INodeParameters]>([
		['sonarDownloadFile', {}],
		['sonarLinkFile', { fileableType: 'Account', fileableId: byId('={{ $json.n }}') }],
		['sonarUploadFile', {}],
		['sonarUpdateFile', { updateFields: { description: 'After' } }],
		['sonarDeleteFile', {}],
	])('tells it in %s, in ten lines at most', async (type, parameters) => {
		const input = [];
		for (let count = 0; count < 40; count += 1) {
			const n = kit.sonar.addEntity('Account');
			const id = await kit.sonar.addFile({ filename: 'a.txt', content: 'a' });
			const file = { name: 'a.txt', content: 'a', type: 'text/plain' };
			input.push(await kit.item({ data: file }, { id, n }));
		}
		const options = { entitiesPerRequest: 1, filesPerRequest: 1, parallelRequests: 1 };
		const { error } = await kit.run({ type, parameters: { ...parameters, options }, input });
		expect(error).toBeUndefined();
		expect(lines).toEqual(
			Array.from({ length: 10 }, (_, index) => `Node: ${(index + 1) * 4} of 40 done`),
		);
	});
});
