import { parsePageUrl } from '../../../../nodes/shared/fields/pageUrls';

const parse = (value: unknown, origin: string | undefined = 'https://a.sonar.software') =>
	parsePageUrl(value, 'Entity', origin);

describe('A URL of a page in Sonar', () => {
	it.each([
		['https://a.sonar.software/app#/tickets/show/7', 'Ticket', '7'],
		['https://a.sonar.software/app/#/tickets/show/7/', 'Ticket', '7'],
		['https://a.sonar.software/app#/accounts/show/1?tab=2', 'Account', '1'],
		['https://a.sonar.software/app?x=1#/network/sites/show/3/files#b', 'NetworkSite', '3'],
		[' A.sonar.software/app#/tickets/show/9007199254740993\n', 'Ticket', '9007199254740993'],
		['http://a.sonar.software/app#/tickets/show/7&x', 'Ticket', '7'],
	])('%j shows %s %s', (url, type, id) => {
		expect(parse(url)).toEqual({ type, id });
	});

	it('may have a port', () => {
		const local = 'http://localhost:8080';
		for (const url of [local, 'localhost:8080'])
			expect(parse(`${url}/app#/tickets/show/7`, local)).toEqual({ type: 'Ticket', id: '7' });
		expect(() => parse('localhost:81/app#/tickets/show/7', local)).toThrow(
			'is a URL of localhost:81',
		);
	});

	it.each([
		'https://b.sonar.software/app#/tickets/show/7',
		'https://a.sonar.software@b.sonar.software/app#/tickets/show/7',
		'https://a.sonar.software.b.sonar.software/app#/tickets/show/7',
		'https://a.sonar.software:444/app#/tickets/show/7',
	])('is refused if it is of another host: %s', (url) => {
		expect(() => parse(url)).toThrow(
			`Entity is a URL of ${new URL(url).host}, but the credential is for a.sonar.software`,
		);
	});

	it.each([
		'https://a.sonar.software/app#/jobs/show/7',
		'https://a.sonar.software/app#/tickets/edit/7',
		'https://a.sonar.software/app#/tickets/show/7x',
		'https://a.sonar.software/app#/tickets/show/7.5',
		'https://a.sonar.software/app#/tickets/show/',
		'https://a.sonar.software/tickets/show/7',
		'https://a.sonar.software/portal#/tickets/show/7',
		'ftp://a.sonar.software/app#/tickets/show/7',
		'/app#/tickets/show/7',
		7,
		['https://a.sonar.software/app#/tickets/show/7'],
	])('is refused if it is no such page: %j', (value) => {
		expect(() => parse(value)).toThrow('Entity must be the URL of a page in Sonar, not ');
	});

	it.each(['', '  ', null, undefined])('is not empty: %j', (value) => {
		expect(() => parse(value)).toThrow('Entity is empty');
	});

	it('has an ID that Sonar can have', () => {
		expect(() => parse('https://a.sonar.software/app#/tickets/show/0')).toThrow(
			'a number such as 61',
		);
	});

	it('fits nothing without a credential', () => {
		expect(() =>
			parsePageUrl('https://a.sonar.software/app#/tickets/show/7', 'Entity', undefined),
		).toThrow('is a URL of a.sonar.software');
	});
});
