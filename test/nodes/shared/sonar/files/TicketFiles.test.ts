import type { FileQuery } from '../../../../../nodes/shared/sonar/files/fileQuery';
import { TicketFiles } from '../../../../../nodes/shared/sonar/files/TicketFiles';
import type { ListingQuery } from '../../../../../nodes/shared/sonar/graphql/Listing';
import { SonarError } from '../../../../../nodes/shared/sonar/SonarError';
import { files, page } from './pages';

const start = (limit = Infinity) => {
	const query: FileQuery = {
		of: { scope: 'ticket', id: '7', withReplies: true },
		filters: {},
		sort: { attribute: 'filename', direction: 'ASC' },
		limit,
		simplify: true,
		entitiesPerRequest: 1,
	};
	return new TicketFiles(query, '7', 500);
};

const ticket = (own: unknown, replies = page([]), comments = page([])) => ({
	entities: [{ id: '7', files: own, ticket_replies: replies, ticket_comments: comments }],
});
const answer = ({ field, addAnswer }: ListingQuery, value: unknown) =>
	addAnswer(field.parse(value));
const fieldsOf = ({ field }: ListingQuery) =>
	JSON.stringify(field.select).match(/ticket_replies|ticket_comments|"field":"files"/g) ?? [];
const idsOf = (list: TicketFiles) => list.build().files.map(({ id }) => id);

describe('The files of a ticket with its replies and comments', () => {
	it('arrive in one field, each once, in the order of the whole', () => {
		const list = start();
		const [step, ...others] = list.nextQueries();
		expect(others).toEqual([]);
		expect(step!.field.args).toEqual({ id: '7' });
		const replies = page([{ id: 1, files: files([62, 63]) }]);
		answer(step!, ticket(files([61, 64]), replies, page([{ id: 1, files: files([60, 61]) }])));
		expect(list.nextQueries()).toEqual([]);
		expect(list.build()).toMatchObject({ isLimited: false, isIncomplete: false });
		expect(idsOf(list)).toEqual(['60', '61', '62', '63', '64']);
	});

	it('are requested again only where there are more pages', () => {
		const list = start();
		const replies = page([{ id: 1, files: files([62], 2, 2) }], 2, 2);
		answer(list.nextQueries()[0]!, ticket(files([61]), replies));
		const [again, nested] = list.nextQueries();
		expect(fieldsOf(again!)).toEqual(['ticket_replies', '"field":"files"']);
		expect(nested!.field.args).toMatchObject({ fileable_type: 'TicketReply', fileable_id: '1' });
		answer(again!, ticket(undefined, page([{ id: 2, files: files([64]) }], 2, 2), undefined));
		answer(nested!, files([63], 2, 2));
		expect(list.nextQueries()).toEqual([]);
		expect(idsOf(list)).toEqual(['61', '62', '63', '64']);
	});

	it.each([null, {}, { entities: [] }, { entities: [null, { id: '8' }] }])(
		'are of no ticket if Sonar answers %j',
		(value) => {
			expect(() => answer(start().nextQueries()[0]!, value)).toThrow(
				expect.objectContaining({
					code: 'missing',
					message: 'Sonar has no ticket with the ID 7',
				}) as Error,
			);
		},
	);

	it.each<[string, number, unknown, ReturnType<typeof page>, boolean]>([
		[
			'all lists together have more',
			2,
			files([61, 62]),
			page([{ id: 1, files: files([63]) }]),
			true,
		],
		['the ticket’s own list has more', 1, files([61], 2, 2), page([]), true],
		[
			'the list of a reply has more',
			1,
			files([]),
			page([{ id: 1, files: files([61], 2, 2) }]),
			true,
		],
		['there are just so many', 2, files([61]), page([{ id: 1, files: files([62]) }]), false],
	])('are cut at the limit if %s', (_, limit, own, replies, isLimited) => {
		const list = start(limit);
		answer(list.nextQueries()[0]!, ticket(own, replies));
		expect(list.build().isLimited).toBe(isLimited);
		expect(idsOf(list)).toHaveLength(limit);
	});

	it.each<[string, unknown, ReturnType<typeof page>]>([
		['files of its own', files([61], 1, 2), page([{ id: 1, files: files([62]) }])],
		['replies', files([61]), page([{ id: 1, files: files([62]) }], 1, 2)],
	])('are too few if Sonar counts more %s, again and again', (_, own, replies) => {
		const list = start();
		const some = start(10);
		for (const one of [list, some]) {
			for (let readings = 0; readings < 3; readings += 1) {
				answer(one.nextQueries()[0]!, ticket(own, replies));
			}
			expect(one.nextQueries()).toEqual([]);
		}
		expect(() => list.build()).toThrow(/^Sonar gave fewer (files|ticket replies) than it counts$/);
		expect(some.build()).toMatchObject({ isIncomplete: true });
		expect(idsOf(some)).toEqual(['61', '62']);
	});

	it('are requested in another way, except for finished lists', () => {
		const list = start();
		answer(list.nextQueries()[0]!, ticket(files([61]), page([], 2, 2)));
		const [step] = list.nextQueries();
		expect(step!.tryOtherWay(new SonarError('tooComplex', 'No.'))).toBe(true);
		const [again] = list.nextQueries();
		expect(fieldsOf(again!)).toEqual(['ticket_replies', '"field":"files"']);
		expect(again!.tryOtherWay(new SonarError('forbidden', 'No.'))).toBe(false);
	});
});
