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
			/^handled: 13 of 14 lists; empty: inbound_mailboxes, .*; refused: users, “You may not see this.”$/,
		);
	});

	it('types that are stricter or looser, and values that are needed as well', async () => {
		const change = (schema: string) =>
			schema
				.replaceAll(
					'{"name":"ticketable_id","defaultValue":null,"type":{"kind":"SCALAR","name":"Int64Bit"',
					'{"name":"ticketable_id","defaultValue":null,"type":{"kind":"SCALAR","name":"ID"',
				)
				.replace(
					'{"name":"unset_due_date","defaultValue":null,"type":{"kind":"SCALAR"',
					'{"name":"reason","defaultValue":null,"type":{"kind":"NON_NULL","ofType":{}},"x":{"kind":"SCALAR"',
				);
		const sonar = await startFull({ characters: [withSchema(change)] });
		expect(rowOf(await probe(sonar), 'argumentTypes')).toMatch(
			/^not handled: Others: Query.tickets\(ticketable_id\): ID, not Int64Bit, .*; Needed as well: UpdateTicketMutationInput.reason: /,
		);
	});

	it('types that are less strict which', async () => {
		const change = (schema: string) =>
			schema.replaceAll(
				'{"name":"page","defaultValue":null,"type":{"kind":"NON_NULL","name":null,"ofType":{"kind":"SCALAR","name":"Int","ofType":null}}}',
				'{"name":"page","defaultValue":null,"type":{"kind":"SCALAR","name":"Int","ofType":null}}',
			);
		const sonar = await startFull({ characters: [withSchema(change)] });
		expect(rowOf(await probe(sonar), 'argumentTypes')).toBe(
			'handled: Less strict: Paginator.page: Int, not Int!',
		);
	});

	it('lists that have no page of the type Paginator', async () => {
		const change = (schema: string) => schema.replaceAll('"paginator"', '"pager"');
		const sonar = await startFull({ characters: [withSchema(change)] });
		expect(rowOf(await probe(sonar), 'paginator')).toBe(
			'not handled: 0 of 33 lists take a Paginator of page: Int!, records_per_page: Int!',
		);
	});

	it('names in lists of tickets that the user may not read', async () => {
		const refusing: Character = {
			description,
			answer(answer) {
				if (!JSON.stringify(answer.body).includes('"ticket_group":')) return answer;
				const errors = [{ message: 'No permission to view users.', path: ['tickets'] }];
				return { ...answer, body: { errors, data: null } };
			},
		};
		const probed = await probe(await startFull({ characters: [refusing] }));
		const refusal = 'handled: 500 refused, “No permission to view users.”';
		expect(rowOf(probed, 'ticketNames')).toBe(refusal);
		expect(rowOf(probed, 'tickets')).toBe(
			`${refusal}; 500 without names: 12 rows, there are no more`,
		);
		expect(rowOf(probed, 'ticketLists')).toMatch(/^as expected/);
	});

	it('names that are not there, and lists of which Sonar gives less at once', async () => {
		const complex: Character = {
			description,
			page(plain, { nested, asked }) {
				if (nested && asked!.records_per_page > 12)
					throw new GraphQLError('Max query complexity should be 10 but got 11.');
				return plain;
			},
		};
		const sonar = await startFull({ characters: [complex] });
		sonar.removeEntity('User', '645182937');
		const probed = await probe(sonar);
		expect(rowOf(probed, 'ticketNames')).toContain(
			'handled: accounts and sites: 1 of 1, groups: 2 of 2, users: 0 of 3',
		);
		expect(rowOf(probed, 'ticketLists')).toMatch(
			/^handled: 100 refused, “Max query complexity should be 10 but got 11.”; 12 tickets with 3 ticket_replies/,
		);
	});

	it('what else a search for a Message-ID finds, and after how many days tickets stay closed', async () => {
		const searching: Character = {
			description,
			listArguments: (args) =>
				JSON.parse(
					JSON.stringify(args).replace(
						/("attribute":"headers","search_value":)"[^"]*"/g,
						'$1"@hapsburg"',
					),
				) as typeof args,
			daysClosed: () => 14,
		};
		const probed = await probe(await startFull({ characters: [searching] }));
		expect(rowOf(probed, 'headerSearchWhole')).toBe(
			'handled: 2 of 3 replies found do not have it; one that is in none finds 3',
		);
		expect(rowOf(probed, 'ticketingSetting')).toBe('as expected: After a number of days');
	});
});
