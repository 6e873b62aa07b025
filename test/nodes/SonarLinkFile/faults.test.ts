import type { INodeExecutionData } from 'n8n-workflow';

import { answerWith, json, reset, status } from '../../faults/answers';
import { byId, Kit } from '../kit';
import { scaleTime } from '../scaledTime';

const errorsOf = (items: INodeExecutionData[]) => items.map(({ json: { error } }) => error);

let kit: Kit;
beforeAll(async () => {
	kit = await Kit.start();
	for (const id of ['1', '2', '3']) kit.sonar.addEntity('Account', { id, name: id });
});
afterAll(async () => await kit.stop());
beforeEach(scaleTime);
beforeEach(() => kit.sonar.clearLog());

const link = async (ids: string[], entity: string | ((index: number) => string) = '1') =>
	await kit.run({
		type: 'sonarLinkFile',
		parameters: { fileableType: 'Account', fileableId: byId('={{ $json.to }}') },
		input: ids.map((id, index) => ({
			json: { id, to: typeof entity === 'string' ? entity : entity(index) },
		})),
		onError: 'continueRegularOutput',
	});
const newFile = async () => await kit.sonar.addFile({ filename: 'a.txt', content: 'a' });

describe('Link', () => {
	it.each([
		['a broken connection', reset],
		['504', status(504)],
		['an answer that is cut', status(200, '{"da')],
	])('is not repeated after %s: the outcome is said to be unknown', async (_, answer) => {
		answerWith(kit.sonar, '/api/graphql', answer);
		const { items } = await link([await newFile(), await newFile()]);
		expect(kit.calls).toHaveLength(1);
		for (const error of errorsOf(items)) {
			expect(error).toContain('Whether Sonar linked the files is unknown');
		}
	});

	it('asks for the files where the answer is null without an error', async () => {
		const ids = [await newFile(), await newFile()];
		await link([ids[0]!]);
		kit.sonar.clearLog();
		answerWith(kit.sonar, '/api/graphql', json({ data: { f0: null, f1: null } }));
		const { items } = await link(ids, (index) => String(index + 1));
		expect(items[0]!.json.linked).toBe(true);
		expect(items[1]!.json.error).toContain('Sonar did not link the file to Account 2');
	});

	it('halves a request that is refused as too complex', async () => {
		const ids = [await newFile(), await newFile(), await newFile()];
		answerWith(
			kit.sonar,
			'/api/graphql',
			json({ errors: [{ message: 'Max query complexity should be 2 but got 3.' }] }),
			status(400, '{"errors":[{"message":"Max query complexity should be 1 but got 2."}]}'),
		);
		const { items } = await link(ids, (index) => String(index + 1));
		expect(items.map(({ json }) => json.linked)).toEqual([true, true, true]);
		expect(kit.calls).toHaveLength(5);
	});

	it('stands where another mutation of the request fails', async () => {
		const ids = [await newFile(), await newFile()];
		const { items } = await link(ids, (index) => (index === 0 ? '999' : '1'));
		expect(items[0]!.json.error).toContain('The selected fileable id is invalid.');
		expect(items[1]!.json.linked).toBe(true);
	});

	it('fails where an error without a path stands beside the data', async () => {
		answerWith(
			kit.sonar,
			'/api/graphql',
			json({ data: { f0: { id: '1' } }, errors: ['Half done'] }),
		);
		const { items } = await link([await newFile()]);
		expect(items[0]!.json.error).toContain('Sonar answered: Half done');
	});
});
