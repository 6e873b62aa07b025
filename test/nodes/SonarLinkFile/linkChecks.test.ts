import { answerWith, data } from '../../sonar/answers';
import { byId } from '../kit';
import { useKit, useKitWithNewSonars } from '../useKit';

const kit = useKitWithNewSonars();
beforeEach(() => {
	for (const type of ['Account', 'Ticket']) kit.sonar.addEntity(type, { id: '1' });
	kit.sonar.addEntity('Account', { id: '2' });
});

/** What Sonar did to a file before it answered null without an error. */
async function linkAfter(entity: { type: string; id: string }) {
	const id = await kit.sonar.addFile({ filename: 'a.txt', content: 'a' });
	answerWith(kit.sonar, '/api/graphql', (...call) => {
		kit.sonar.link(id, entity);
		return data(null)(...call);
	});
	return await kit.run({
		type: 'sonarLinkFile',
		parameters: { fileableType: 'Account', fileableId: byId('1') },
		input: [{ json: { id } }],
	});
}

describe('Sonar Link File, if Sonar answers null', () => {
	it('counts a file as linked only if it is on this entity', async () => {
		const { error, items } = await linkAfter({ type: 'Account', id: '1' });
		expect(error).toBeUndefined();
		expect(items[0]!.json).toMatchObject({ fileable_type: 'Account', linked: true });
	});

	it.each([
		['of another type with the same id', 'Ticket', '1'],
		['of the same type with another id', 'Account', '2'],
	])('counts a file of an entity %s as not linked', async (_, type, entityId) => {
		const { error } = await linkAfter({ type, id: entityId });
		expect(error?.message).toMatch(/Sonar did not link file \d+ to Account 1/);
		expect(error?.message).toContain(`It is linked to ${type} ${entityId}`);
		expect(error?.description).toContain('A file can be linked only once');
	});

	it('looks up the files of all entities in one request', async () => {
		const input: Array<{ json: { id: string; to: string } }> = [];
		for (const to of ['1', '2', '1', '2']) {
			const id = await kit.sonar.addFile({ filename: 'a.txt', content: 'a' });
			input.push({ json: { id, to } });
		}
		answerWith(kit.sonar, '/api/graphql', (...call) => {
			for (const index of [0, 2, 3]) {
				const { id, to } = input[index]!.json;
				kit.sonar.link(id, { type: 'Account', id: to });
			}
			return data(null, null)(...call);
		});
		kit.sonar.clearLog();
		const { items } = await kit.run({
			type: 'sonarLinkFile',
			parameters: { fileableType: 'Account', fileableId: byId('={{ $json.to }}') },
			input,
			onError: 'continueRegularOutput',
		});
		expect(items.map(({ json: { linked, error } }) => linked ?? error)).toEqual(
			Array(4).fill(true),
		);
		// An unlinked file is looked at for some seconds before it is retried.
		expect(kit.calls).toEqual(['POST /api/graphql', ...Array<string>(4).fill('query'), 'mutation']);
	});

	it('counts a missing file as not linked', async () => {
		answerWith(kit.sonar, '/api/graphql', data(null));
		const { error } = await kit.run({
			type: 'sonarLinkFile',
			parameters: { fileId: '999', fileableType: 'Account', fileableId: byId('1') },
		});
		expect(error?.message).toMatch(/Sonar did not link file \d+ to Account 1/);
	});
});

describe('Sonar Link File, if Sonar links file by file', () => {
	const oneByOne = useKit({ linksOneByOne: true });

	it('links all but the bad file, even if Sonar linked those before it', async () => {
		const ids: string[] = [];
		for (const name of ['a.txt', 'b.txt', 'c.txt', 'd.txt'])
			ids.push(await oneByOne.sonar.addFile({ filename: name, content: name }));
		oneByOne.sonar.addEntity('Account', { id: '1' });
		oneByOne.sonar.link(ids[2]!, { type: 'Account', id: '1' });
		const { items } = await oneByOne.run({
			type: 'sonarLinkFile',
			parameters: { fileableType: 'Account', fileableId: byId('1') },
			input: ids.map((id) => ({ json: { id } })),
			onError: 'continueRegularOutput',
		});
		expect(items.map(({ json }) => json.linked ?? json.error)).toEqual([
			true,
			true,
			`Sonar answered: File ${ids[2]} is already linked. It is linked to Account 1 [item 2]`,
			true,
		]);
	});
});

describe('Sonar Link File, if Sonar links file by file and its error names none', () => {
	it('distinguishes files that it linked from those linked before', async () => {
		await kit.renewSonar({ characters: ['linksOneByOne', 'linkedFilesAreNotUnassociated'] });
		kit.sonar.addEntity('Account', { id: '1' });
		const ids = await Promise.all(
			['a', 'b', 'c'].map(
				async (name) => await kit.sonar.addFile({ filename: `${name}.txt`, content: name }),
			),
		);
		kit.sonar.link(ids[1]!, { type: 'Account', id: '1' });
		kit.sonar.update(ids[1]!, { updated_at: '2026-01-01T00:00:00Z' });
		const { items } = await kit.run({
			type: 'sonarLinkFile',
			parameters: { fileableType: 'Account', fileableId: byId('1') },
			input: ids.map((id) => ({ json: { id } })),
			onError: 'continueRegularOutput',
		});
		expect(items.map(({ json }) => json.linked ?? json.error)).toEqual([
			true,
			expect.stringContaining('It is linked to Account 1 [item 1]'),
			true,
		]);
	});
});
