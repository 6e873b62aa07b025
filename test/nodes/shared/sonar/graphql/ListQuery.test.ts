import { buildRowList, fetchRows } from '../../../../../nodes/shared/sonar/graphql/ListQuery';
import { SonarClient } from '../../../../../nodes/shared/sonar/http/SonarClient';
import { page } from '../files/pages';
import { useQuietServer } from '../http/quietServer';

const quiet = useQuietServer();

const buildList = () =>
	buildRowList({
		list: 'ticket_categories',
		args: { enabled: true },
		select: ['id', 'name'],
		parse: ({ id, name }) => ({ id: String(id), name: String(name) }),
	});
const fetch = async () => await fetchRows(new SonarClient(quiet.host()), buildList());

describe('A list that is read whole', () => {
	it('asks for the selected fields, page by page, 100 rows each', async () => {
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

	it('is an error if Sonar keeps giving fewer rows than it counts', async () => {
		quiet.answerGraphql(() => ({ data: { f0: page([{ id: 1 }], 1, 2) } }));
		await expect(fetch()).rejects.toMatchObject({
			code: 'unstable',
			message: 'Sonar gave fewer ticket categories than it counts',
		});
	});

	it('is an error, with the list’s name, if the answer is not a list', async () => {
		quiet.answerGraphql(() => ({ data: { f0: { entities: 'none' } } }));
		await expect(fetch()).rejects.toMatchObject({
			message: 'Sonar answered without a list of ticket categories',
		});
	});

	it('parses a row that is not an object as one without fields', async () => {
		quiet.answerGraphql(() => ({ data: { f0: page(['row']) } }));
		expect(await fetch()).toEqual([{ id: 'undefined', name: 'undefined' }]);
	});
});

/** Tested by `tsc`, which reports a directive without an error. */
describe('What the compiler refuses', () => {
	const parse = ({ id }: { id?: unknown }) => ({ id: String(id) });

	it('is a misspelt list, argument or field', () => {
		// @ts-expect-error Sonar has no such list
		buildRowList({ list: 'contact', select: ['id'], parse });
		// @ts-expect-error only some lists take `enabled`
		buildRowList({ list: 'tickets', args: { enabled: true }, select: ['id'], parse });
		// @ts-expect-error a contact has an email_address
		buildRowList({ list: 'contacts', select: ['id', 'email_adress'], parse });
		// @ts-expect-error a category has no ticket_id
		buildRowList({ list: 'ticket_categories', select: ['id', 'ticket_id'], parse });
		const select = [{ field: 'entities', select: ['model', 'evnt'] }] as const;
		buildRowList({
			list: 'webhook_endpoints',
			// @ts-expect-error an event has an event
			select: ['id', { field: 'webhook_endpoint_events', select }],
			parse,
		});
		expect.assertions(0);
	});

	it('is a field that is read and was not selected', () => {
		buildRowList({
			list: 'ticket_replies',
			select: ['id', 'author'],
			// @ts-expect-error author_email is not selected
			parse: ({ author_email: email }) => ({ id: String(email) }),
		});
		expect.assertions(0);
	});
});
