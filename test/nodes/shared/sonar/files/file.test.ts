import {
	describeFile,
	isLinkedTo,
	parseFile,
	type FileField,
} from '../../../../../nodes/shared/sonar/files/file';
import {
	buildFileSearch,
	type FileFilters,
	type FileScope,
} from '../../../../../nodes/shared/sonar/files/fileQuery';

const FIELDS: FileField[] = ['id', 'mime_type', 'primary_image', 'file_size_in_bytes'];

describe('A file', () => {
	it('has the requested fields in order, and always a name and a type', () => {
		const file = parseFile(
			{ filename: 'a.png', primary_image: true, id: 61, file_size_in_bytes: 5, more: 1 },
			FIELDS,
		);
		expect(file).toEqual({
			id: '61',
			mime_type: '',
			primary_image: true,
			file_size_in_bytes: '5',
			filename: 'a.png',
		});
		expect(Object.keys(file).slice(0, 4)).toEqual(FIELDS);
	});

	it.each([1, 'true', null, undefined])('is no primary image by %p', (given) => {
		expect(parseFile({ id: 61, primary_image: given }, FIELDS).primary_image).toBe(false);
	});

	it.each([{}, [], true, null])('has no size by %j', (given) => {
		expect(parseFile({ id: 61, file_size_in_bytes: given }, FIELDS).file_size_in_bytes).toBeNull();
	});

	it.each([
		[null, 'Sonar answered without a file'],
		[[61], 'Sonar answered without a file'],
		[{}, 'Sonar answered without the ID of a file'],
		[{ id: 'x' }, 'Sonar answered without the ID of a file'],
	])('cannot be parsed from %j', (value, message) => {
		expect(() => parseFile(value, FIELDS)).toThrow(
			expect.objectContaining({ code: 'incomplete', message }) as Error,
		);
	});

	it('is described by its ID, and its name if it has one', () => {
		expect(describeFile(parseFile({ id: 61, filename: 'a.png' }, []))).toBe('61 (a.png)');
		expect(describeFile(parseFile({ id: 61 }, []))).toBe('61');
	});

	it('is linked to an entity by type and ID', () => {
		const linked = { fileable_type: 'Account', fileable_id: '7' };
		const file = parseFile({ id: 61, ...linked }, ['fileable_type', 'fileable_id']);
		expect(isLinkedTo(file, { type: 'Account', id: '7' })).toBe(true);
		expect(isLinkedTo(file, { type: 'Ticket', id: '7' })).toBe(false);
		expect(isLinkedTo(file, { type: 'Account', id: '8' })).toBe(false);
	});
});

describe('The search of a list', () => {
	const search = (filters: FileFilters, of: FileScope = { scope: 'all' }) =>
		buildFileSearch({
			of,
			filters,
			sort: { attribute: 'id', direction: 'ASC' },
			limit: 1,
			simplify: true,
			entitiesPerRequest: 1,
		});

	it('is empty without filters', () => {
		expect(search({})).toEqual([]);
		expect(search({ filename: '', createdAfter: '', uploadedByUserId: '' })).toEqual([]);
		expect(search({}, { scope: 'entity', entity: { type: 'Ticket', id: '1' } })).toEqual([]);
	});

	it('combines all filters', () => {
		const filters = {
			filename: 'a',
			mimeType: 'pdf',
			createdAfter: '2026-01-01T00:00:00Z',
			createdBefore: '2026-02-01T00:00:00Z',
			uploadedByUserId: '7',
		};
		const contained = { match: true, partial_matching: true };
		expect(search(filters, { scope: 'unlinked' })).toEqual([
			{
				string_fields: [
					{ attribute: 'filename', search_value: 'a', ...contained },
					{ attribute: 'mime_type', search_value: 'pdf', ...contained },
				],
				datetime_fields: [
					{ attribute: 'created_at', search_value: filters.createdAfter, operator: 'GTE' },
					{ attribute: 'created_at', search_value: filters.createdBefore, operator: 'LTE' },
				],
				integer_fields: [{ attribute: 'user_id', search_value: '7', operator: 'EQ' }],
				unset_fields: ['fileable_id'],
			},
		]);
	});

	it.each<[FileFilters, string]>([
		[{ mimeType: 'pdf' }, 'string_fields'],
		[{ createdBefore: '2026-02-01T00:00:00Z' }, 'datetime_fields'],
		[{ uploadedByUserId: '7' }, 'integer_fields'],
	])('omits empty filters: %j', (filters, part) => {
		expect(search(filters).map((one) => Object.keys(one))).toEqual([[part]]);
	});
});
