import { fetchRows, RowList } from '../../../../../nodes/shared/sonar/entities/RowList';
import { SonarClient } from '../../../../../nodes/shared/sonar/http/SonarClient';
import { page } from '../files/pages';
import { useQuietServer } from '../http/quietServer';

const quiet = useQuietServer();

const buildList = () =>
	new RowList({
		list: 'ticket_categories',
		args: { enabled: true },
		select: ['id', 'name'],
		parse: ({ id, name }) => ({ id: String(id), name: String(name) }),
	});
const fetch = async () => await fetchRows(new SonarClient(quiet.host()), buildList());

describe('A list that is read whole', () => {
	it('asks for 100 rows of what was wanted, page by page', async () => {
		const asked: unknown[] = [];
		quiet.answerGraphql(({ query, variables }) => {
			asked.push([/ticket_categories.*/.exec(query)![0], ...Object.values(variables)]);
			return { data: { f0: page([{ id: asked.length, name: 'a' }, null], 2, 2) } };
		});
		expect(await fetch()).toEqual([
			{ id: '1', name: 'a' },
			{ id: '2', name: 'a' },
		]);
		const sorter = [{ attribute: 'id', direction: 'ASC' }];
		const paginator = (number: number) => ({ page: number, records_per_page: 100 });
		for (const [index, [field, ...values]] of (asked as unknown[][]).entries()) {
			expect(field).toContain('{ entities { id name } page_info {');
			expect(values).toEqual(expect.arrayContaining([true, sorter, paginator(index + 1)]));
		}
		expect(asked).toHaveLength(2);
	});

	it('is an error if Sonar gives fewer rows than it counts, again and again', async () => {
		quiet.answerGraphql(() => ({ data: { f0: page([{ id: 1 }], 1, 2) } }));
		await expect(fetch()).rejects.toMatchObject({
			code: 'unstable',
			message: 'Sonar gave fewer ticket categories than it counts',
		});
	});

	it('is an error if it is none, in the words of the list', async () => {
		quiet.answerGraphql(() => ({ data: { f0: { entities: 'none' } } }));
		await expect(fetch()).rejects.toMatchObject({
			message: 'Sonar answered without a list of ticket categories',
		});
	});

	it('gives a row that is none to the reader of rows as an empty one', async () => {
		quiet.answerGraphql(() => ({ data: { f0: page(['row']) } }));
		expect(await fetch()).toEqual([{ id: 'undefined', name: 'undefined' }]);
	});
});
