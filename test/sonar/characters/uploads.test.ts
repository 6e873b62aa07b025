import { startClient } from '../client';
import type { uploads } from './uploads';

/** The status and the body for so many files, and how many are stored then. */
type Row = [files: number, status: number, body: RegExp, stored: number];

const one = (entry: string): Row => [1, 200, new RegExp(entry), 1];

const table: Record<keyof typeof uploads, Row[]> = {
	idsAsText: [one('"id":"61"')],
	largeIds: [one('"id":9007199254740993,')],
	keyedEntries: [[2, 200, /^\{"files":\{"1":\{"id":61,.*\},"2":\{"id":62,/, 2]],
	reversedEntries: [[2, 200, /"id":62.*"id":61/, 2]],
	extraEntryFields: [one('"name":"upload.tmp","file_id":0,.*"id":61,"filename":"1.txt"')],
	noFailureMessages: [one('"stored":true\\}')],
	emptyFailureMessages: [one('"failure_message":""')],
	manyRefusedBy400: [one('61'), [2, 400, /Only one file per request/, 0]],
	manyRefusedBy422: [one('61'), [2, 422, /may not have more than 1 items/, 0]],
	manyRefusedBy413: [one('61'), [2, 413, /<html>/, 0]],
	manyRefusedBy500: [one('61'), [2, 500, /Too many files/, 0]],
	eachOfManyRefused: [one('61'), [2, 200, /"stored":false.*Too many.*"stored":false/, 0]],
	moreThanFiveRefused: [
		[5, 200, /"id":65/, 5],
		[6, 422, /more than 5/, 0],
	],
	fiveTaken: [[6, 200, /"id":65.*\}\]\}$/, 5]],
};

const rows = Object.entries(table).flatMap(([name, all]) =>
	all.map((row) => [name as keyof typeof uploads, ...row] as const),
);

describe('uploads', () => {
	it.each(rows)('under %s: %d files', async (name, count, status, body, stored) => {
		const sonar = await startClient({ characters: [name] });
		try {
			const files = Array.from({ length: count }, (_, n): [string, string] => [
				'x',
				`${n + 1}.txt`,
			]);
			const response = await sonar.upload(...files);
			expect([response.status, await response.text()]).toEqual([
				status,
				expect.stringMatching(body),
			]);
			expect(sonar.files).toHaveLength(stored);
		} finally {
			await sonar.close();
		}
	});

	it('are reversed only where their names tell', async () => {
		const sonar = await startClient({ characters: ['reversedEntries', 'blanksToUnderscores'] });
		const answered = async (...names: string[]) =>
			await (await sonar.upload(...names.map((name): [string, string] => ['x', name]))).text();
		expect(await answered('a b', 'c')).toMatch(/"id":61.*"id":62/);
		expect(await answered('a', 'a')).toMatch(/"id":63.*"id":64/);
		expect(await answered('a', 'b')).toMatch(/"id":66.*"id":65/);
		await sonar.close();
	});
});
