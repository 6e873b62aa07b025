import { answerWith, status } from '../../../sonar/answers';
import { useKit } from '../../useKit';

const kit = useKit();

async function offeredTypes(credential = kit.credential) {
	return await kit.engine.loadOptions('sonarLinkFile', 'getFileableTypes', {
		credentials: { sonarApi: credential },
	});
}

describe('The list of entity types', () => {
	it('offers the types of the instance by their names', async () => {
		const types = await offeredTypes();
		expect(types).toContainEqual(
			expect.objectContaining({ name: 'Ticket Reply', value: 'TicketReply' }),
		);
		expect(types.map(({ value }) => value)).not.toContain('TestReadOnlyFileModel');
		expect(kit.calls).toEqual(['query']);
	});

	it.each([
		[200, '{"errors":[{"message":"Introspection is not allowed."}]}'],
		[200, '{"data":{"__type":null}}'],
		[400, '{"errors":[{"message":"Introspection is not allowed."}]}'],
	])('offers the public types if the instance answers %p %p', async (code, body) => {
		const refuse = status(code, body);
		answerWith(kit.sonar, '/api/graphql', refuse, refuse, refuse);
		const types = await offeredTypes();
		expect(types).toHaveLength(25);
		expect(types).toContainEqual(expect.objectContaining({ value: 'Account' }));
	});

	it('offers nothing but the error where the token is wrong', async () => {
		await expect(offeredTypes({ ...kit.credential, accessToken: 'wrong' })).rejects.toThrow(
			'Sonar did not accept the access token',
		);
	});
});
