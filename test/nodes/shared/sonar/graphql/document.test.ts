import fc from 'fast-check';
import { parse, validate } from 'graphql';

import {
	buildMutation,
	buildQuery,
	writeDocument,
} from '../../../../../nodes/shared/sonar/graphql/rootField';
import { TICKET_SELECTION } from '../../../../../nodes/shared/sonar/tickets/ticket';
import { schema } from '../../../../sonar/schema';

const query = (id: string) =>
	buildQuery('tickets', {
		args: { id },
		select: [
			{
				field: 'entities',
				select: [
					'id',
					{
						field: 'files',
						args: { paginator: { page: 1, records_per_page: 5 } },
						select: [{ field: 'entities', select: ['id', 'filename'] }],
					},
				],
			},
		],
		parse: (value) => value,
	});

describe('A document', () => {
	it('is valid by the schema, with each field under its alias', () => {
		const { query: text, variables } = writeDocument('query', [query('7'), query('8')]);
		expect(validate(schema, parse(text))).toEqual([]);
		expect(text).toMatch(/f0: tickets.*\n.*f1: tickets/);
		expect(Object.values(variables)).toEqual([
			'7',
			{ page: 1, records_per_page: 5 },
			'8',
			{ page: 1, records_per_page: 5 },
		]);
	});

	it('selects fields of one type of an interface', () => {
		const field = buildQuery('tickets', {
			select: [{ field: 'entities', select: TICKET_SELECTION }],
			parse: (value) => value,
		});
		const { query: text } = writeDocument('query', [field]);
		expect(validate(schema, parse(text))).toEqual([]);
		expect(text).toContain('ticketable { ... on Account { name } ... on NetworkSite { name } }');
	});

	it('holds no value, whatever it is', () => {
		const link = (id: string, description: string) =>
			buildMutation('linkFileToEntity', {
				args: {
					input: { fileable_type: id, fileable_id: id, files: [{ file_id: id, description }] },
				},
				select: ['id'],
				parse: () => true,
			});
		const plain = writeDocument('mutation', [link('1', 'a')]).query;
		fc.assert(
			fc.property(fc.string(), fc.string(), (id, description) => {
				const { query: text, variables } = writeDocument('mutation', [link(id, description)]);
				expect(text).toBe(plain);
				expect(variables).toEqual({
					v0: { fileable_type: id, fileable_id: id, files: [{ file_id: id, description }] },
				});
			}),
		);
	});
});
