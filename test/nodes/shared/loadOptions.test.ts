import { Kit } from '../kit';

let kit: Kit;
beforeAll(async () => (kit = await Kit.start()));
afterAll(async () => await kit.stop());
beforeEach(() => kit.sonar.clearLog());

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
		expect(kit.calls).toEqual(['query']);
	});

	it.each([
		[200, '{"errors":[{"message":"Introspection is not allowed."}]}'],
		[200, '{"data":{"__type":null}}'],
		[400, '{"errors":[{"message":"Introspection is not allowed."}]}'],
	])('offers the public types where the instance answers %p %p', async (status, body) => {
		kit.sonar.answerNext(
			() => true,
			(_request, response) => void response.writeHead(status).end(body),
		);
		const types = await offeredTypes();
		expect(types).toHaveLength(26);
		expect(types).toContainEqual(expect.objectContaining({ value: 'Account' }));
	});

	it('offers nothing but the error where the token is wrong', async () => {
		await expect(offeredTypes({ ...kit.credential, accessToken: 'wrong' })).rejects.toThrow(
			'Sonar did not accept the access token',
		);
	});
});
