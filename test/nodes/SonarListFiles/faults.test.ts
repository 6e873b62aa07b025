import type { RawAnswer } from '../../sonar';
import { answerWith, data, json } from '../../sonar/answers';
import { useKit } from '../useKit';

const kit = useKit();

const list = async (parameters = {}) =>
	await kit.run({
		type: 'sonarListFiles',
		parameters: { scope: 'all', returnAll: true, ...parameters },
		onError: 'continueRegularOutput',
	});

/** A page from a list of `total` files in pages of two. */
function page(total: number, ...ids: string[]): RawAnswer {
	const entities = ids.map((id) => ({ id, filename: id }));
	const page_info = { total_pages: Math.ceil(total / 2), total_count: total };
	return data({ entities, page_info });
}

describe('List', () => {
	it('shows GraphQL errors under HTTP 200, and what to do', async () => {
		answerWith(kit.sonar, '/', json({ data: null, errors: [{ message: 'No permission.' }] }));
		const { items } = await list();
		expect(items[0]!.json.error).toContain('Sonar answered: No permission.');
		expect(items[0]!.error?.description).toContain('READ_FILE');
	});
});

describe('A list that shifts while it is read', () => {
	it('is reread if a new file has shifted the others', async () => {
		const moved = [page(4, '4', '3'), page(5, '3', '2'), page(5, '1')];
		const whole = [page(5, '5', '4'), page(5, '3', '2'), page(5, '1')];
		answerWith(kit.sonar, '/', ...moved, ...whole);
		const { items } = await list();
		expect(items.map(({ json: { id } }) => id)).toEqual(['5', '4', '3', '2', '1']);
		expect(kit.calls).toHaveLength(6);
	});

	it('fails if Sonar keeps counting more files than it gives', async () => {
		const short = [page(5, '5', '4'), page(5, '3', '2'), page(5)];
		answerWith(kit.sonar, '/', ...short, ...short, ...short);
		const { items } = await list();
		expect(items[0]!.json.error).toBe('Sonar gave fewer files than it counts [item 0]');
	});

	it('shows a hint instead if a limit applies', async () => {
		const short = [page(5, '5', '4'), page(5, '3', '2'), page(5)];
		answerWith(kit.sonar, '/', ...short, ...short, ...short);
		const { items, hints } = await list({ returnAll: false, limit: 50 });
		expect(items.map(({ json: { id } }) => id)).toEqual(['5', '4', '3', '2']);
		expect(hints.map(({ message }) => message)).toEqual([
			'Sonar gave fewer files than it counts. Some may be missing.',
		]);
	});

	it('is reread if a deletion moved files to a page already read', async () => {
		answerWith(
			kit.sonar,
			'/',
			page(5, '5', '4'),
			page(4, '2', '1'),
			page(4, '5', '3'),
			page(4, '2', '1'),
		);
		const { items } = await list();
		expect(items.map(({ json: { id } }) => id)).toEqual(['5', '3', '2', '1']);
		expect(kit.calls).toHaveLength(4);
	});

	it('fails if files keep being deleted', async () => {
		const removing = [page(5, '5', '4'), page(4, '3', '2')];
		answerWith(kit.sonar, '/', ...removing, ...removing, ...removing);
		const { items } = await list();
		expect(items).toHaveLength(1);
		expect(items[0]!.json.error).toBe(
			'The list of files changed again and again while it was read [item 0]',
		);
		expect(items[0]!.error?.description).toContain('Retry when nobody is changing it');
		expect(kit.calls).toHaveLength(6);
	});

	it('is reread even if the limit is reached', async () => {
		answerWith(kit.sonar, '/', page(5, '5', '4'), page(4, '2'), page(4, '4', '3'), page(4, '2'));
		const { items } = await list({ returnAll: false, limit: 3 });
		expect(items.map(({ json: { id } }) => id)).toEqual(['4', '3', '2']);
		expect(kit.calls).toHaveLength(4);
	});
});
