import { NoAnswer } from '../../probe/http/Line';
import { Unusable } from '../../probe/reading/token';
import { answerWith, reset, status } from '../sonar/answers';
import { ACCOUNT } from './books';
import { booksOf, probe, rowOf, startFull } from './probing';

describe('A probe that meets trouble', () => {
	it('deletes all that it made when it is stopped', async () => {
		const sonar = await startFull();
		const before = booksOf(sonar);
		const stop = new AbortController();
		const onFinding = ({ id }: { id: string }) => (id === 'upload' ? stop.abort() : undefined);
		const probed = await probe(sonar, { account: ACCOUNT, signal: stop.signal, onFinding });
		expect(probed.report).toMatchObject({ mode: 'writing', complete: false });
		expect(rowOf(probed, 'deletion')).toBe('as expected: All 1 deleted');
		expect(booksOf(sonar)).toEqual(before);
	});

	it('stops while it waits for the rate limit', async () => {
		const sonar = await startFull({ requestsPerMinute: 5, minuteInMilliseconds: 60_000 });
		const stop = new AbortController();
		setTimeout(() => stop.abort(), 200);
		const { report } = await probe(sonar, { minute: 60_000, signal: stop.signal });
		expect(report.complete).toBe(false);
		expect(report.seconds).toBeLessThan(20);
	});

	it.each([
		['the account is not there', { account: '404404404' }],
		['the user does not agree', { account: ACCOUNT, confirm: async () => false }],
	])('writes nothing if %s', async (_, options) => {
		const sonar = await startFull();
		const before = booksOf(sonar);
		const { report } = await probe(sonar, options);
		expect(report.mode).toBe('reading');
		expect(sonar.log.filter(({ operation }) => operation === 'mutation')).toEqual([]);
		expect(booksOf(sonar)).toEqual(before);
	});

	it('asks with the name of the account, the names of its files and how many there are', async () => {
		const sonar = await startFull();
		const confirm = jest.fn<Promise<boolean>, [string]>(async () => false);
		await probe(sonar, { account: ACCOUNT, confirm });
		expect(confirm).toHaveBeenCalledTimes(1);
		expect(confirm.mock.calls[0]![0]).toMatch(
			/up to 39 small files of its own, named n8nprobe\w{6}…, .* account 918273645 \(Quendolin Hapsburg\)/,
		);
	});

	it('ends at once, and without the token, if the token or the address is wrong', async () => {
		const sonar = await startFull();
		const token = 'eyWrong';
		await expect(probe(sonar, { token })).rejects.toThrow(Unusable);
		await expect(probe(sonar, { token })).rejects.toThrow('(HTTP 200): “Unauthenticated.”');
		expect(sonar.log).toHaveLength(2);
		answerWith(sonar, '/api/graphql', status(200, '<html>eyWrong</html>'));
		await expect(probe(sonar, { token })).rejects.toThrow('(HTTP 200): “HTTP 200”');
		await sonar.close();
		await expect(probe(sonar)).rejects.toThrow(NoAnswer);
		await expect(probe(sonar)).rejects.toThrow('The connection failed (ECONNREFUSED)');
	});

	it('goes on where one answer does not come', async () => {
		const sonar = await startFull();
		answerWith(sonar, '/api/graphql', 'as usual', reset);
		const probed = await probe(sonar);
		expect(rowOf(probed, 'introspection')).toMatch(/^not seen: The connection failed/);
		expect(rowOf(probed, 'pageSizes')).toMatch(/^as expected/);
	});

	it('does not take words in a file’s name for a rate limit', async () => {
		const sonar = await startFull();
		await sonar.addFile({ filename: 'Request limit of 400/min reached.txt', content: 'x' });
		expect(rowOf(await probe(sonar), 'rateLimit')).toMatch(/^as expected: Not reached/);
	});

	it('tells what headers say of the rate limit, and only numbers of it', async () => {
		const sonar = await startFull({ requestsPerMinute: 400, rateLimitHeaders: true });
		const probed = await probe(sonar);
		expect(rowOf(probed, 'rateLimit')).toMatch(
			/^as expected: Not reached by \d+ requests, .*; x-ratelimit-limit: 400; x-ratelimit-remaining: 3\d\d$/,
		);
		const odd = { 'x-ratelimit-policy': 'Quendolin', 'x-ratelimit-reset': '1796000000' };
		answerWith(sonar, '/api/graphql', 'as usual', status(200, '{"data":{}}', odd));
		expect(rowOf(await probe(sonar), 'rateLimit')).toContain(
			'; x-ratelimit-policy: “…”; x-ratelimit-reset: 1796000000',
		);
	});

	it('says of a rate limit in other words that the nodes do not know it', async () => {
		const sonar = await startFull();
		answerWith(
			sonar,
			'/api/graphql',
			'as usual',
			status(400, '{"message":"Request limit exceeded"}'),
		);
		expect(rowOf(await probe(sonar), 'rateLimit')).toBe(
			'not handled: HTTP 400 without Retry-After, “Request limit exceeded”',
		);
	});
});
