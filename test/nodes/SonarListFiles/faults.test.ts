import { answerWith, json, reset, status } from '../../faults/answers';
import { Kit } from '../kit';
import { scaleTime } from '../scaledTime';

let kit: Kit;
beforeAll(async () => (kit = await Kit.start()));
afterAll(async () => await kit.stop());
beforeEach(scaleTime);
beforeEach(() => kit.sonar.clearLog());

const newFile = async () => await kit.sonar.addFile({ filename: 'a.txt', content: 'a' });

describe('List', () => {
	const list = async () =>
		await kit.run({
			type: 'sonarListFiles',
			parameters: { scope: 'all', limit: 1 },
			onError: 'continueRegularOutput',
		});

	it.each([
		['broken connections', reset],
		['502', status(502, '<html>')],
		['503', status(503)],
		['504', status(504)],
	])('is tried three times more on %s', async (_, answer) => {
		await newFile();
		answerWith(kit.sonar, '/api/graphql', answer, answer, answer);
		expect((await list()).items[0]!.json.filename).toBeDefined();
		expect(kit.calls).toHaveLength(4);
		answerWith(kit.sonar, '/api/graphql', answer, answer, answer, answer);
		expect((await list()).items[0]!.json.error).toBeDefined();
		expect(kit.calls).toHaveLength(8);
	});

	it.each([
		['500', status(500)],
		['401', status(401)],
	])('is not repeated on %s', async (_, answer) => {
		answerWith(kit.sonar, '/api/graphql', answer);
		expect((await list()).items[0]!.json.error).toBeDefined();
		expect(kit.calls).toHaveLength(1);
	});

	it.each([
		['null', { f0: null }],
		['no page_info', { f0: { entities: [] } }],
		['no entities', { f0: { page_info: {} } }],
	])('fails on an answer with %s', async (_, data) => {
		answerWith(kit.sonar, '/api/graphql', json({ data }));
		expect((await list()).items[0]!.json.error).toContain('Sonar answered without a list of files');
	});

	it('ends where the server’s pages never do', async () => {
		const page = json({
			data: { f0: { entities: [{ id: '1' }], page_info: { total_pages: 1e9 } } },
		});
		answerWith(kit.sonar, '/api/graphql', page, page);
		const { items } = await kit.run({
			type: 'sonarListFiles',
			parameters: { scope: 'all', returnAll: true },
		});
		expect(items).toHaveLength(1);
		expect(kit.calls).toHaveLength(2);
	});

	it('says what GraphQL says under HTTP 200', async () => {
		answerWith(
			kit.sonar,
			'/api/graphql',
			json({ data: null, errors: [{ message: 'You have no permission.' }] }),
		);
		const { items } = await list();
		expect(items[0]!.json.error).toContain('Sonar answered: You have no permission.');
		expect(items[0]!.error?.description).toContain('READ_FILE');
	});
});
