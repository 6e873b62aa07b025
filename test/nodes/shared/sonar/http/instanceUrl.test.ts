import { parseInstanceUrl } from '../../../../../nodes/shared/sonar/http/instanceUrl';

describe('parseInstanceUrl', () => {
	it.each([
		'https://example.sonar.software',
		'https://example.sonar.software/',
		' https://example.sonar.software// ',
		'\u00a0https://example.sonar.software\u00a0',
		'https://example.sonar.software/api/graphql',
		'https://example.sonar.software/graphiql/',
		'https://EXAMPLE.sonar.software/graphiql?query=1#x',
		'https://example.sonar.software:443/app',
		'example.sonar.software',
		' Example.sonar.software/app#/tickets/show/7',
		'example.sonar.software:443',
	])('reads the origin of %p', (text) => {
		expect(parseInstanceUrl(text)).toBe('https://example.sonar.software');
	});

	it.each(['http://localhost:8080', 'http://127.0.0.1:8080', 'http://[::1]:8080'])(
		'accepts %p without https',
		(text) => {
			expect(parseInstanceUrl(text)).toBe(text);
		},
	);

	it.each([
		['example', 'not a web address'],
		['', 'not a web address'],
		['me@example.com', 'user name or a password'],
		[
			'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI3In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U',
			'not a web address',
		],
		[
			'http://example.sonar.software',
			'must start with https://, because the access token would travel to example.sonar.software unencrypted',
		],
		['mailto:me@example.com', 'user name or a password'],
		['http://localhost.example.com', 'must start with https://'],
		['ftp://localhost', 'must start with https://'],
		['file:///etc/passwd', 'must start with https://'],
		['https://user:pass@example.sonar.software', 'user name or a password'],
		['https://user@example.sonar.software', 'user name or a password'],
		['https://:pass@example.sonar.software', 'user name or a password'],
		['https://example.com/sonar', 'without "/sonar"'],
		['https://example.com/api/graphql/../../x', 'without "/x"'],
	])('refuses %p', (text, message) => {
		expect(() => parseInstanceUrl(text)).toThrow(
			expect.objectContaining({
				code: 'credential',
				message: expect.stringContaining(message) as string,
			}) as Error,
		);
	});
});
