import { startClient } from '../client';
import type { values } from './values';

const LARGE = '9007199254740993';

const QUERY =
	'{ files { entities { id file_size_in_bytes fileable_id sonar_unique_id } page_info { total_count } } }';

/** Parts of the answers to an upload and to a list of one file. */
const table: Record<keyof typeof values, [upload: RegExp, list: RegExp, type?: string]> = {
	numbersAsText: [
		new RegExp(`"id":"${LARGE}"`),
		new RegExp(`"id":"${LARGE}","file_size_in_bytes":"1".*"total_count":"1"`),
	],
	textAsNumbers: [
		new RegExp(`"id":${LARGE},`),
		new RegExp(
			`"id":${LARGE},"file_size_in_bytes":1,"fileable_id":null,"sonar_unique_id":".*"total_count":1`,
		),
	],
	extraFields: [/"meta":\{\},"links":\[\].*"extensions":\{"cost":1\}/, /"status":"ok","meta":\[\]/],
	jsonAsText: [/"id"/, /"id"/, 'text/plain; charset=UTF-8'],
	jsonAsHtml: [/"id"/, /"id"/, 'text/html; charset=UTF-8'],
	jsonWithoutLength: [/"id"/, /"id"/],
};

describe('values', () => {
	it.each(Object.entries(table))('under %s', async (name, [upload, list, type]) => {
		const sonar = await startClient({ characters: ['largeIds', name as keyof typeof values] });
		const answers = [await sonar.upload(['x', 'x.txt']), await sonar.ask(QUERY)];
		for (const [index, answer] of answers.entries()) {
			expect(await answer.text()).toMatch([upload, list][index]!);
			expect(answer.headers.get('content-type')).toBe(type ?? 'application/json');
			expect(answer.headers.has('content-length')).toBe(name !== 'jsonWithoutLength');
		}
		await sonar.close();
	});

	it('let errors have further fields', async () => {
		const sonar = await startClient({ characters: ['extraFields'] });
		expect(await sonar.graphql('{ nothing }')).toMatchObject({
			errors: [{ message: 'Cannot query field "nothing" on type "Query".', code: null }],
		});
		await sonar.close();
	});
});
