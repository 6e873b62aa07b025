import { isObjectType } from 'graphql';

import { fileableTypes, schema, type SonarOptions } from '.';
import { startClient, type Client } from './client';

let sonar: Client;

const start = async (options?: SonarOptions) => (sonar = await startClient(options));

afterEach(async () => await sonar.close());

describe('the schema', () => {
	it('has a type with files for all that files can be attached to', async () => {
		await start();
		expect(fileableTypes).toHaveLength(25);
		for (const name of fileableTypes) {
			const type = schema.getType(name);
			expect(isObjectType(type) && type.getFields().files?.args.map((arg) => arg.name)).toContain(
				'search',
			);
		}
		const { data } = await sonar.graphql(
			'{ __type(name: "FileableType") { enumValues { name description } } }',
		);
		const { enumValues } = data?.__type as { enumValues: unknown[] };
		expect(enumValues).toHaveLength(27);
		expect(enumValues).toContainEqual({ name: 'Account', description: 'A customer account.' });
	});

	it('refuses introspection where that is switched off', async () => {
		await start({ introspection: false });
		const { data, errors } = await sonar.graphql('{ __type(name: "FileableType") { name } }');
		expect(data).toBeUndefined();
		expect(errors?.[0]?.message).toMatch(/^GraphQL introspection is not allowed/);
		expect(await sonar.graphql('{ me { __typename } }')).toEqual({
			data: { me: { __typename: 'Me' } },
		});
	});

	it('refuses what it does not know', async () => {
		await start();
		const refused = async (query: string, variables?: Record<string, unknown>) => {
			const { data, errors } = await sonar.graphql(query, variables);
			expect(data).toBeUndefined();
			return errors?.[0]?.message;
		};
		expect(await refused('{ files { entities { name } } }')).toMatch('Cannot query field "name"');
		expect(await refused('{ files(id: "x") { entities { id } } }')).toMatch('whole number');
		expect(await refused('{ files(id: 9223372036854775808) { entities { id } } }')).toMatch(
			'cannot represent',
		);
		const since =
			'query ($at: Datetime!) { files(search: [{ datetime_fields: [{ attribute: "created_at", search_value: $at, operator: GT }] }]) { entities { id } } }';
		expect(await refused(since, { at: '2025-01-01 00:00:00' })).toMatch('ISO 8601');
		expect(await refused('{')).toMatch('Syntax Error');
	});

	it('limits how much one query asks for', async () => {
		await start({ entitiesPerQueryLimit: 2 });
		expect(await sonar.graphql('{ a: me { id } b: me { id } c: me { id } }')).toEqual({
			errors: [{ message: 'Max query complexity should be 2 but got 3.' }],
		});
	});

	it('refuses a body that is not JSON', async () => {
		await start();
		expect((await sonar.post('/api/graphql', 'query=1')).status).toBe(415);
		const headers = { 'content-type': 'application/json' };
		expect((await sonar.post('/api/graphql', '{', headers)).status).toBe(400);
	});
});
