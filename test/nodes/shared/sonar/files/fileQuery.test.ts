import type { FileField, SonarFile } from '../../../../../nodes/shared/sonar/files/file';
import { sortFiles } from '../../../../../nodes/shared/sonar/files/fileQuery';

const sorted = (
	attribute: FileField,
	direction: 'ASC' | 'DESC',
	values: Array<string | boolean | null | undefined>,
) =>
	sortFiles(
		values.map(
			(value, index) => ({ id: `${index + 1}`, [attribute]: value }) as unknown as SonarFile,
		),
		{ attribute, direction },
	).map(({ [attribute]: value }) => value);

describe('Files of several lists', () => {
	it.each<[FileField, Array<string | boolean | null | undefined>]>([
		['id', ['9', '10', '9007199254740992', '9007199254740993']],
		['file_size_in_bytes', ['2', '10']],
		['fileable_id', [null, '2', '10']],
		['user_id', ['2', '10']],
		['created_at', ['2026-01-01T01:00:00+02:00', '2026-01-01T00:00:00+00:00']],
		['updated_at', ['2026-01-01T01:00:00+02:00', '2026-01-01T00:00:00+00:00']],
		['filename', ['10', '9', 'a', 'B', 'c']],
		['description', [null, 'a', 'b']],
		['description', [undefined, 'a']],
		['primary_image', [false, true]],
	])('are sorted by %s', (attribute, values) => {
		const backwards = [...values].reverse();
		expect(sorted(attribute, 'ASC', values)).toEqual(values);
		expect(sorted(attribute, 'ASC', backwards)).toEqual(values);
		expect(sorted(attribute, 'DESC', values)).toEqual(backwards);
		expect(sorted(attribute, 'DESC', backwards)).toEqual(backwards);
	});

	it.each(['ASC', 'DESC'] as const)('stand by id where they are equal, %s', (direction) => {
		const files = ['10', '9', '11'].map((id) => ({ id, filename: 'A' }) as SonarFile);
		files[0]!.filename = 'a';
		const ids = sortFiles(files, { attribute: 'filename', direction }).map(({ id }) => id);
		expect(ids).toEqual(['9', '10', '11']);
		expect(files.map(({ id }) => id)).toEqual(['10', '9', '11']);
	});

	it('are sorted by ID if both lack the value', () => {
		const files = ['2', '1'].map((id) => ({ id, description: null }) as unknown as SonarFile);
		const ids = sortFiles(files, { attribute: 'description', direction: 'DESC' });
		expect(ids.map(({ id }) => id)).toEqual(['1', '2']);
	});
});
