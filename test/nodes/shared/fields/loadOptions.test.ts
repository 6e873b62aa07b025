import { answerWith, data, refusalOf, status } from '../../../sonar/answers';
import { useKit } from '../../useKit';

const kit = useKit();

async function offeredTypes(credential = kit.credential) {
	return await kit.engine.loadOptions('sonarLinkFile', 'getFileableTypes', {
		credentials: { sonarApi: credential },
	});
}

describe('The list of entity types', () => {
	it('offers the types of the instance by name', async () => {
		const types = await offeredTypes();
		expect(types).toContainEqual(
			expect.objectContaining({ name: 'Ticket Reply', value: 'TicketReply' }),
		);
		expect(types.map(({ value }) => value)).not.toContain('TestReadOnlyFileModel');
		expect(kit.calls).toEqual(['query']);
	});

	it('describes them, except by a translation key', async () => {
		const described = (name: string, description: unknown) => ({ name, description });
		const enumValues = [
			described('Account', 'A customer.'),
			described('Ticket', 'types.ticket-type.name'),
			described('Job', 'fileable.job'),
			described('Vendor', 'See docs.sonar.software for more'),
			described('CallLog', 'See docs.sonar.software'),
			described('MassEmail', 'docs.sonar.software has more'),
			null,
			'text',
			described('Company', null),
			described('Contract', 'a..b'),
		];
		answerWith(kit.sonar, '/api/graphql', data({ enumValues }, null));
		const types = await offeredTypes();
		expect(types.map(({ value, description }) => [value, description])).toEqual([
			['Account', 'A customer.'],
			['CallLog', 'See docs.sonar.software'],
			['Company', undefined],
			['Contract', 'a..b'],
			['Job', undefined],
			['MassEmail', 'docs.sonar.software has more'],
			['Ticket', undefined],
			['Vendor', 'See docs.sonar.software for more'],
		]);
	});

	const named = (...names: string[]) => names.map((name) => ({ name }));
	it.each([
		['has an entity for', { possibleTypes: named('Ticket', 'TestModel') }, ['Ticket']],
		['has, if it refuses to list its entity types', null, ['Account', 'LatestTest', 'Ticket']],
		[
			'has, if its answer is not a list',
			{ possibleTypes: 'Ticket' },
			['Account', 'LatestTest', 'Ticket'],
		],
	])('are the ones that the instance %s', async (_, entities, expected) => {
		const enumValues = named('Account', 'LatestTest', 'TestModel', 'Ticket');
		answerWith(kit.sonar, '/api/graphql', data({ enumValues }, entities));
		const types = await offeredTypes();
		expect(types.map(({ value }) => value)).toEqual(expected);
	});

	it('are all types if the instance refuses introspection', async () => {
		answerWith(kit.sonar, '/api/graphql', refusalOf(1, 'No.'));
		expect((await offeredTypes()).length).toBeGreaterThan(25);
	});

	it.each([
		[200, '{"data":{"f0":{"enumValues":"Account"},"f1":null}}'],
		[200, '{"errors":[{"message":"Introspection is not allowed."}]}'],
		[200, '{"data":{"__type":null}}'],
		[400, '{"errors":[{"message":"Introspection is not allowed."}]}'],
	])('falls back to the public types if the instance answers %p %p', async (code, body) => {
		const refuse = status(code, body);
		answerWith(kit.sonar, '/api/graphql', refuse, refuse, refuse);
		const types = await offeredTypes();
		expect(types).toHaveLength(25);
		expect(types).toContainEqual(expect.objectContaining({ value: 'Account' }));
	});

	it('shows the error if the token is wrong', async () => {
		await expect(offeredTypes({ ...kit.credential, accessToken: 'wrong' })).rejects.toThrow(
			'Sonar did not accept the access token',
		);
	});
});
