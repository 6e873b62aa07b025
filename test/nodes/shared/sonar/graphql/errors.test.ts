import { REMEDIES } from '../../../../../nodes/shared/n8n/remedies';
import { parseGraphqlErrors } from '../../../../../nodes/shared/sonar/graphql/errors';

const parseOne = (error: unknown) => parseGraphqlErrors({ errors: [error] })[0]!;

describe('An error of a GraphQL answer', () => {
	it.each([
		['Unauthenticated.', 'token', 'Create a new personal access token'],
		['Your access token has expired.', 'token', 'Create a new personal access token'],
		['You have no permission to do this.', 'permission', 'ALTER_OTHERS_FILES'],
		['The subject has already been taken.', 'invalid', 'Check the IDs'],
		['Value "X" does not exist in "TicketStatus" enum.', 'invalid', 'Check the IDs'],
		['Something', 'invalid', 'Check the IDs'],
		['File token.pdf is bad.', 'invalid', 'Check the IDs'],
		['The subject "Invalid token, or access token is lost" is bad.', 'invalid', 'Check the IDs'],
	] as const)('%p has the code %p and its remedy', (words, code, remedy) => {
		const { error } = parseOne({ message: words });
		expect(error).toMatchObject({ code, message: `Sonar answered: ${words}` });
		expect(REMEDIES[error.code]).toContain(remedy);
	});

	it.each([
		['The token is revoked.', 'token'],
		['Invalid token', 'token'],
		['You are not authorized.', 'permission'],
		['Access denied', 'permission'],
		['Cannot aggregate this list.', 'pageInfo'],
		['records_per_page must be at most 100.', 'pageSize'],
		['The page size is too large.', 'pageSize'],
		['Query complexity is 5000.', 'tooComplex'],
		['Too many fields', 'tooComplex'],
		['Alreadyness', 'invalid'],
	])('%p has the code %p', (words, code) => {
		expect(parseOne({ message: words }).error.code).toBe(code);
	});

	it.each([[{}], [{ message: '' }], [null]])('may say nothing: %j', (error) => {
		expect(parseOne(error).error).toMatchObject({
			code: 'invalid',
			message: 'Sonar answered: an error without a message',
		});
	});

	it('is dropped after the thousandth', () => {
		expect(parseGraphqlErrors({ errors: Array(1001).fill('a') })).toHaveLength(1000);
	});

	it('has the code of its category in Laravel’s library', () => {
		const category = (name: string) => parseOne({ message: 'No.', extensions: { category: name } });
		expect(category('authentication').error.code).toBe('token');
		expect(category('authorization').error.code).toBe('permission');
		expect(category('validation').error.code).toBe('invalid');
		const complex = { message: 'Too complex.', extensions: { category: 'validation' } };
		expect(parseOne(complex).error.code).toBe('tooComplex');
	});

	it.each([
		[{ message: 'Internal server error' }, true],
		[{ message: 'Server Error', path: ['f0'] }, true],
		[{ message: 'No.', extensions: { category: 'internal' } }, true],
		[{ message: 'The server error page is bad.' }, false],
		[{ message: 'No.', extensions: { category: 'validation' } }, false],
		['Server Error', false],
	])('%j is a failure of Sonar itself: %p', (error, isInternal) => {
		expect(parseOne(error)).toMatchObject({ isInternal });
	});

	it.each([
		[{ message: 'a' }, undefined, false],
		[{ message: 'a', path: ['f0'] }, 'f0', false],
		[{ message: 'a', path: ['f0', 'id'] }, 'f0', true],
		[{ message: 'a', path: 'f0' }, undefined, false],
		['a', undefined, false],
		[null, undefined, false],
	])('%j is about the field %p, or below it: %p', (error, alias, isDeeper) => {
		expect(parseOne(error)).toMatchObject({ isDeeper });
		expect(parseOne(error).alias).toBe(alias);
	});
});
