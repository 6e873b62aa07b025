import { ChildFiles } from '../../../../../nodes/shared/sonar/files/ChildFiles';
import { FILE_FIELDS } from '../../../../../nodes/shared/sonar/files/file';
import type { FileQuery } from '../../../../../nodes/shared/sonar/files/fileQuery';
import { SonarError } from '../../../../../nodes/shared/sonar/SonarError';
import { files, page } from './pages';

const query: FileQuery = {
	of: { scope: 'ticket', id: '7', withReplies: true },
	filters: {},
	sort: { attribute: 'id', direction: 'ASC' },
	limit: Infinity,
	simplify: true,
	entitiesPerRequest: 1,
};

let replies: ChildFiles;
beforeEach(() => (replies = new ChildFiles('ticket_replies', 'TicketReply', query, FILE_FIELDS)));

const add = (...given: Parameters<typeof page>) => replies.addPage(replies.parse(page(...given)));
const idsOf = () => replies.lists.map((list) => list.pages.entities.map(({ id }) => id));

describe('The files of a ticket’s replies', () => {
	it('are read reply by reply', () => {
		expect(replies.isDone).toBe(false);
		add([{ id: 1, files: files([61]) }], 2, 2);
		expect(replies.isDone).toBe(false);
		add([{ id: 2, files: files([]) }], 2, 2);
		expect(replies.isDone).toBe(true);
		expect(idsOf()).toEqual([['61'], []]);
		expect(replies.nextQueries()).toEqual([]);
	});

	it('continue for a reply with more pages, by its type and ID', () => {
		add(
			[
				{ id: 1, files: files([61], 2, 2) },
				{ id: 2, files: files([62]) },
			],
			1,
			2,
		);
		const [next, ...others] = replies.nextQueries();
		expect(others).toEqual([]);
		expect(next!.field).toMatchObject({
			field: 'files',
			args: {
				fileable_type: 'TicketReply',
				fileable_id: '1',
				paginator: { page: 2, records_per_page: 25 },
			},
		});
	});

	it('keep the first files of a reply that comes twice', () => {
		add([{ id: 1, files: files([61], 2, 2) }], 2, 2);
		replies.lists[0]!.pages.addPage({
			entities: [{ id: '62' } as never],
			totalPages: 2,
			totalCount: 2,
		});
		add(
			[
				{ id: 1, files: files([61], 2, 2) },
				{ id: 2, files: files([63]) },
			],
			2,
			2,
		);
		expect(idsOf()).toEqual([['61', '62'], ['63']]);
	});

	it.each([{}, null, { id: 'x' }])('are not of %j', (reply) => {
		const parse = () => replies.parse(page([{ files: files([]), ...reply }], 1, 1));
		expect(parse).toThrow('Sonar answered without the ID of a reply or comment');
	});

	it.each([null, undefined, []])('are no list if they are %j', (given) => {
		const parse = () => replies.parse(page([{ id: 1, files: given }], 1, 1));
		expect(parse).toThrow('Sonar answered without a list of files');
	});

	it('name the list that is missing', () => {
		expect(() => replies.parse(null)).toThrow('Sonar answered without a list of ticket replies');
	});

	it('are requested as a relation of the ticket, with or without counts', () => {
		const relation = () => JSON.stringify(replies.buildRelation());
		expect(replies.buildRelation()).toMatchObject({
			field: 'ticket_replies',
			args: { paginator: { page: 1, records_per_page: 25 } },
		});
		expect(relation().match(/page_info/g)).toHaveLength(2);
		expect(replies.tryOtherWay(new SonarError('pageInfo', 'No.'))).toBe(true);
		expect(relation()).not.toContain('page_info');
		expect(replies.tryOtherWay(new SonarError('tooComplex', 'No.'))).toBe(true);
		expect(relation().match(/"records_per_page":12/g)).toHaveLength(2);
		expect(replies.tryOtherWay(new SonarError('forbidden', 'No.'))).toBe(false);
	});
});
