import type { INodeParameters } from 'n8n-workflow';

import { addHint, type SonarContext } from '../../nodes/shared/n8n/hints';
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
		const { items, hints } = await list({ limit: `={{ ${limit} }}` });
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

	it('leaves it to the editor to say so, if that counts as many items as Limit', async () => {
		const { items, hints } = await list({ limit: 3 });
		expect(items).toHaveLength(3);
		expect(hints).toEqual([]);
	});

	it('names what failed, as text in the HTML that n8n makes of it', async () => {
		const { hints } = await list({ fileableId: byId('={{ $json.id }}') }, ['1', '<b>']);
		expect(hints).toEqual([
			warning(
				'1 of 2 failed: Entity must be a number such as 61, not "&lt;b>". See the error field of its item.',
			),
		]);
	});

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
		const { hints } = await list({ ...ticket, limit: `={{ ${limit} }}` });
		expect(hints).toHaveLength(count);
	});

	it('counts what failed, if the node continues', async () => {
		const { hints, items } = await list({ fileableId: byId('={{ $json.id }}') }, ['1', 'x', 'y']);
		expect(items).toHaveLength(6);
		expect(hints).toEqual([
			warning(
				'2 of 3 failed. The first: Entity must be a number such as 61, not "x". See the error fields of their items.',
			),
		]);
	});

	it('says once that the rate limit made the node wait', async () => {
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
		]);
		const waits = lines.filter((line) => line.includes('rate limit'));
		expect(waits.length).toBeGreaterThan(0);
		for (const line of waits) expect(line).toMatch(/^Node: waits \d+ s for Sonar’s rate limit$/);
	});

	it('is left out if n8n’s context shows no hints', () => {
		expect(() => addHint({} as SonarContext, 'x')).not.toThrow();
	});
});
