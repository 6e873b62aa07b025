import { planLinks, type Link } from '../../../../../nodes/shared/sonar/files/linkFiles';
import { planUploads } from '../../../../../nodes/shared/sonar/files/uploadFiles';

const link = (fileId: string, id: string, entitiesPerRequest = 25): Link => ({
	fileId,
	entity: { type: 'Account', id },
	entitiesPerRequest,
});

/** The files of each mutation of each request. */
const filesOf = (links: Link[]) =>
	planLinks(links).map((request) =>
		request.map((mutation) => mutation.map(({ fileId, entity }) => `${fileId}>${entity.id}`)),
	);

describe('planLinks', () => {
	it('puts the files of an entity into one mutation, and several entities into one request', () => {
		expect(filesOf([link('61', '1'), link('62', '2'), link('63', '1')])).toEqual([
			[['61>1', '63>1'], ['62>2']],
		]);
	});

	it('puts no more entities into a request than any of its links allows', () => {
		expect(filesOf([link('61', '1', 2), link('62', '2', 2), link('63', '3', 2)])).toEqual([
			[['61>1'], ['62>2']],
			[['63>3']],
		]);
	});

	it('applies the lowest limit of an entity’s links', () => {
		const links = [
			link('61', '1', 25),
			link('62', '1', 1),
			link('63', '2', 25),
			link('64', '2', 1),
		];
		expect(filesOf(links)).toEqual([[['61>1', '62>1']], [['63>2', '64>2']]]);
	});

	it('keeps types with the same ID apart', () => {
		const ticket = { ...link('62', '1'), entity: { type: 'Ticket', id: '1' } };
		expect(filesOf([link('61', '1'), ticket])).toEqual([[['61>1'], ['62>1']]]);
	});

	it('puts a repeated link of a file into a mutation of its own', () => {
		const again = link('61', '1');
		expect(filesOf([again, link('62', '1'), again, again, again])).toEqual([
			[['61>1', '62>1'], ['61>1'], ['61>1'], ['61>1']],
		]);
	});
});

describe('planUploads', () => {
	const file = (size: number, perRequest = 20, bytesPerRequest = 100) => ({
		name: `${size}`,
		mimeType: 'text/plain',
		size,
		open: () => {
			throw new Error('not yet');
		},
		limits: { perRequest, bytesPerRequest },
	});
	const sizesOf = (...files: Array<ReturnType<typeof file>>) =>
		planUploads(files).map((request) => request.map(({ size }) => size));

	it('fills requests in order, by number and by bytes', () => {
		expect(sizesOf(file(60), file(40), file(1), file(500), file(2))).toEqual([
			[60, 40],
			[1],
			[500],
			[2],
		]);
		expect(sizesOf(file(1, 2), file(2, 2), file(3, 2))).toEqual([[1, 2], [3]]);
	});

	it('never puts more than twenty files into a request', () => {
		expect(
			planUploads(Array.from({ length: 41 }, () => file(0, 100))).map((r) => r.length),
		).toEqual([20, 20, 1]);
	});
});
