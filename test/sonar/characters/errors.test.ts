import { startClient, type Client } from '../client';
import type { errors } from './errors';

type Row = [ask: (sonar: Client) => Promise<Response>, status: number, body: object];

const link = async (sonar: Client) =>
	await sonar.ask(
		'mutation { linkFileToEntity(input: { fileable_type: Job, fileable_id: 1, files: [{ file_id: 61 }] }) { id } }',
	);
const nothing = async (sonar: Client) => await sonar.upload();
const stranger = async ({ url }: Client) =>
	await fetch(`${url}/api/graphql`, { method: 'POST', headers: { accept: 'application/json' } });
const strangerToFiles = async ({ url }: Client) => await fetch(`${url}/api/files/61`);
/** So many requests until one is refused; a busy machine may take longer for ten than a minute lasts. */
const eleven = async (sonar: Client) => {
	for (let tries = 0; tries < 20; tries += 1) {
		const asked = Array.from({ length: 11 }, async () => await sonar.ask('{ me { id } }'));
		for (const response of await Promise.all(asked)) {
			if (/Request limit|Too Many/.exec(await response.clone().text())) return response;
		}
	}
	throw new Error('No request was refused.');
};

const REASON = { 'input.files': ['File 61 does not exist.'] };
const REQUIRED = 'The files field is required.';
const LIMITED = { error: 'Request limit of 10/min reached.' };

const table: Record<keyof typeof errors, Row> = {
	validationInExtensions: [
		link,
		200,
		{
			errors: [
				{ message: 'validation', extensions: { category: 'validation', validation: REASON } },
			],
		},
	],
	validationBeside: [link, 200, { errors: [{ message: 'validation', validation: REASON }] }],
	errorsUnderError: [nothing, 422, { error: REQUIRED }],
	errorsByField: [nothing, 422, { error: { message: { files: [REQUIRED] } } }],
	wrongTokenUnder401: [stranger, 401, { message: 'Unauthenticated.' }],
	wrongTokenOfFilesUnder401: [strangerToFiles, 401, { message: 'Unauthenticated.' }],
	wrongTokenUnder200: [stranger, 200, { errors: [{ message: 'Unauthenticated.' }] }],
	wrongTokenUnder200WithNull: [
		stranger,
		200,
		{ errors: [{ message: 'Unauthenticated.' }], data: null },
	],
	wrongTokenNullAlone: [stranger, 200, { data: null }],
	wrongTokenForbidden: [stranger, 403, { message: 'Forbidden.' }],
	limitedUnder200: [eleven, 200, LIMITED],
	limitedUnder429: [eleven, 429, LIMITED],
	limitedUnder503: [eleven, 503, LIMITED],
	limitedAsByLaravel: [eleven, 429, { message: 'Too Many Attempts.' }],
};

describe('errors', () => {
	it.each(Object.entries(table))('under %s', async (name, [ask, status, body]) => {
		const sonar = await startClient({ characters: [name as keyof typeof errors] });
		const response = await ask(sonar);
		expect([response.status, await response.json()]).toMatchObject([status, body]);
		expect(response.headers.has('retry-after')).toBe(name === 'limitedUnder429');
		expect(response.headers.has('x-ratelimit-reset')).toBe(name === 'limitedAsByLaravel');
		await sonar.close();
	});
});
