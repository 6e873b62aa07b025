import { GraphQLError } from 'graphql';

import type { Character } from '../sonar';
import { answerWith, json } from '../sonar/answers';
import { probe, rowOf, startFull } from './probing';

const description = 'A Sonar that tells less, or otherwise.';

/** A Sonar whose schema has other names. */
function withSchema(change: (schema: string) => string): Character {
	return {
		description,
		answer(answer) {
			const text = JSON.stringify(answer.body);
			return text.includes('__schema')
				? { ...answer, body: JSON.parse(change(text)) as object }
				: answer;
		},
	};
}

describe('A probe names', () => {
	it('what the nodes use and the schema of the instance does not have', async () => {
		const change = (schema: string) => schema.replaceAll('"linkFileToEntity"', '"linkFile"');
		const sonar = await startFull({ characters: [withSchema(change)] });
		expect(rowOf(await probe(sonar), 'schema')).toBe(
			'not handled: Missing: Mutation.linkFileToEntity, Mutation.linkFileToEntity(input)',
		);
	});

	it('a schema that is told by single types only its types', async () => {
		const sonar = await startFull();
		answerWith(sonar, '/api/graphql', 'as usual', json({ errors: [{ message: 'Too complex.' }] }));
		const probed = await probe(sonar);
		expect(rowOf(probed, 'introspection')).toBe(
			'handled: Refused: “Too complex.”, but of single types answered',
		);
		expect(rowOf(probed, 'entityTypes')).toMatch(/^as expected: 25 types/);
		expect(rowOf(probed, 'schema')).toBe('not seen: Sonar does not tell its schema');
	});

	it('types that are new or gone which', async () => {
		const change = (schema: string) =>
			schema.replaceAll('"Vendor"', '"Supplier"').replaceAll('"Job"', '"WorkOrder"');
		const sonar = await startFull({ characters: [withSchema(change)] });
		expect(rowOf(await probe(sonar), 'entityTypes')).toBe(
			'handled: 25 types; new: WorkOrder, Supplier; gone: Job, Vendor',
		);
	});

	it('lists that the user may not read which, and asks for the others all the same', async () => {
		const refusing: Character = {
			description,
			unsorted(rows) {
				if (rows.some((row) => 'public_name' in row))
					throw new GraphQLError('You may not see this.');
				return rows;
			},
		};
		const sonar = await startFull({ characters: [refusing] });
		expect(rowOf(await probe(sonar), 'rights')).toMatch(
			/^handled: 13 of 14 lists; empty: contacts, .*; refused: users, “You may not see this.”$/,
		);
	});
});
