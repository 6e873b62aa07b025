import { parseArguments, UsageError } from '../../probe/arguments';

const URL = 'https://example.sonar.software';

describe('The arguments of the probe', () => {
	it('are an address, and by default a report and nothing to be written', () => {
		expect(parseArguments(['--url', `${URL}/api/graphql`])).toEqual({
			origin: URL,
			report: 'sonar-probe.json',
			account: undefined,
		});
		expect(
			parseArguments([`--url=${URL}`, '--report', 'a.json', '--write', '--account', '7']),
		).toEqual({ origin: URL, report: 'a.json', account: '7' });
		expect(parseArguments(['--url', 'http://localhost:8080']).origin).toBe('http://localhost:8080');
	});

	const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl';
	it.each([
		[[TOKEN]],
		[['--url', URL, TOKEN]],
		[['--url', TOKEN]],
		[['--url', URL, '--token', 'abc']],
		[['--url', URL, `--token=${TOKEN}`]],
		[['--url', URL, `--report=${TOKEN}`]],
		[['--url', URL, 'Bearer abc']],
		[['--url', URL, 'c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0']],
	])('are refused if one looks like a token, which is not repeated: %j', (args) => {
		let message = '';
		try {
			parseArguments(args);
		} catch (error) {
			if (error instanceof UsageError) message = error.message;
		}
		expect(message).toMatch(/^The token is no argument/);
		expect(message).not.toMatch(/eyJ|c2V|abc/);
	});

	it.each([
		[[], 'The address of your Sonar is missing'],
		[['--url', 'example'], '--url takes a web address'],
		[['--url', 'http://example.sonar.software'], 'must begin with https://'],
		[['--url', 'https://user:word@example.sonar.software'], 'no user name and no password'],
		[['--url', URL, '--write'], 'comes together'],
		[['--url', URL, '--account', '7'], 'comes together'],
		[['--url', URL, '--ticket', '7'], 'comes together'],
		[['--url', URL, '--write', '--ticket', '#7'], 'the ID of a ticket'],
		[['--url', URL, '--write', '--account', 'x'], 'a whole number'],
		[['--url', URL, '--write', '--account', '7', '--other'], 'an argument that the probe does not'],
		[['--url', URL, 'secret'], 'an argument that the probe does not'],
	])('are refused with a reason: %j', (args, reason) => {
		expect(() => parseArguments(args)).toThrow(UsageError);
		expect(() => parseArguments(args)).toThrow(reason);
	});
});
