import { fetchNames } from '../../../../../nodes/shared/sonar/entities/entityNames';
import type { Reference } from '../../../../../nodes/shared/sonar/entities/labelParts';
import { SonarClient } from '../../../../../nodes/shared/sonar/http/SonarClient';
import { page } from '../files/pages';
import { answerFields, rootFields, useQuietServer } from '../http/quietServer';

const quiet = useQuietServer();

const refer = (type: string, ...ids: number[]): Reference[] =>
	ids.map((id) => ({ type, id: String(id), withId: true }));
const fetch = async (references: Reference[], pageSize = 50) =>
	Object.fromEntries(await fetchNames(new SonarClient(quiet.host()), references, pageSize));

/** Answers each field with entities made from its list and IDs. */
function answerNames(make: (list: string, ids: string[]) => unknown[]): Array<[string, string[]]> {
	const asked: Array<[string, string[]]> = [];
	quiet.answerGraphql(({ query, variables }) => {
		const values: unknown[] = Object.values(variables);
		const searches = values.filter((value) => Array.isArray(value)) as Array<
			Array<{ integer_fields: Array<{ search_value: string }> }>
		>;
		const paginators = values.filter((value) => !Array.isArray(value));
		const pages = rootFields(query).map((list, index) => {
			const ids = searches[index]!.map(({ integer_fields: [field] }) => field!.search_value);
			expect(paginators[index]).toEqual({ page: 1, records_per_page: ids.length });
			asked.push([list, ids]);
			return page(make(list, ids));
		});
		return answerFields(pages);
	});
	return asked;
}

describe('Fetching the names of references', () => {
	it('asks for each once, by type and in pages, in one request', async () => {
		const asked = answerNames((list, ids) => ids.map((id) => ({ id, name: `${list} ${id}` })));
		const references = [
			...refer('Account', 1, 2, 1, 3),
			...refer('User', 1),
			...refer('Vendor', 9),
		];
		expect(await fetch(references, 2)).toEqual({
			'Account 1': 'accounts 1',
			'Account 2': 'accounts 2',
			'Account 3': 'accounts 3',
			'User 1': 'users 1',
			'Vendor 9': 'vendors 9',
		});
		expect(asked).toEqual([
			['accounts', ['1', '2']],
			['accounts', ['3']],
			['users', ['1']],
			['vendors', ['9']],
		]);
		expect(quiet.calls).toBe(1);
	});

	it('does not ask for an unknown type', async () => {
		const asked = answerNames(() => []);
		expect(await fetch(refer('Nothing', 1))).toEqual({});
		expect(asked).toEqual([]);
	});

	it('gives all parts of a label except references', async () => {
		answerNames((list) => [
			list === 'addresses'
				? { id: 1, line1: 'Main St 1', city: null, zip: '12345' }
				: { id: 2, ticket_id: 7, author: ' ', author_email: 'a@b.c', user_id: 3, body: 'Hello' },
		]);
		expect(await fetch([...refer('Address', 1), ...refer('TicketReply', 2)])).toEqual({
			'Address 1': 'Main St 1 · 12345',
			'TicketReply 2': 'a@b.c · Hello',
		});
	});

	it('skips names that Sonar does not give or refuses', async () => {
		answerNames(() => ['text', { id: 1, name: '' }, { id: 2, name: 'Ada' }]);
		expect(await fetch(refer('Account', 1, 2))).toEqual({ 'Account 2': 'Ada' });
		answerNames((list) => [{ id: list === 'accounts' ? null : 2, name: 'Ada' }]);
		expect(await fetch([...refer('Account', 1), ...refer('Vendor', 2)])).toEqual({
			'Vendor 2': 'Ada',
		});
		quiet.answerGraphql(() => ({ errors: [{ message: 'No.' }] }));
		expect(await fetch(refer('Account', 1))).toEqual({});
	});
});
