import { randomBytes } from 'node:crypto';
import { brotliCompressSync, constants } from 'node:zlib';

import type { RawAnswer } from '../sonar';
import { answerWith, json } from '../sonar/answers';
import { byId } from './kit';
import { useKit } from './useKit';

const kit = useKit();
beforeAll(() => void kit.sonar.addEntity('Account', { id: '1' }));

const list = async (parameters = {}) =>
	await kit.run({ type: 'sonarListFiles', parameters: { scope: 'all', ...parameters } });

const BLANKS = brotliCompressSync(Buffer.alloc(32 * 1024 * 1024, ' '), {
	params: { [constants.BROTLI_PARAM_QUALITY]: 1 },
});

/** A small body that decompresses to a large one. */
const bomb: RawAnswer = (request, response) => {
	request.resume();
	response.writeHead(200, { 'content-encoding': 'br', 'content-type': 'application/json' });
	response.end(BLANKS);
};

const endless: RawAnswer = (request, response) => {
	request.resume();
	response.writeHead(200, { 'content-type': 'application/json' });
	const piece = randomBytes(1024 * 1024).toString('hex');
	const write = () => {
		while (!response.destroyed && response.write(piece));
		if (!response.destroyed) response.once('drain', write);
	};
	write();
};

describe('An answer', () => {
	it.each([
		['is larger than it looks', bomb],
		['never ends', endless],
	])('is cut if it %s', async (_, answer) => {
		answerWith(kit.sonar, '/api/graphql', answer, answer, answer, answer, answer);
		const { error } = await list();
		expect(error?.message).toContain('Sonar sent more than 16 MiB of text');
	});

	it.each([
		['sonarCreateTicket', ['as usual'], '/api/graphql', () => kit.sonar.entities('Ticket')],
		['sonarUploadFile', [], '/api/files', () => kit.sonar.files],
	] as const)('that is too large makes %s do nothing twice', async (type, before, path, made) => {
		const { length } = made();
		const lost: RawAnswer = async (request, response, carryOut) => {
			await carryOut();
			await bomb(request, response, carryOut);
		};
		answerWith(kit.sonar, path, ...before, lost);
		await kit.run({
			type,
			parameters:
				type === 'sonarCreateTicket' ? { relatedTo: 'none', subject: 'A', description: 'B' } : {},
			input: await kit.items('a.txt', 'b.txt'),
			onError: 'continueRegularOutput',
		});
		expect(made()).toHaveLength(length + 2);
	});

	it('on which the client throws an unknown error fails only its own things', async () => {
		const id = await kit.sonar.addFile({ filename: 'a.txt', content: 'a' });
		const other = await kit.sonar.addFile({ filename: 'b.txt', content: 'b' });
		kit.sonar.addEntity('Account', { id: '2' });
		const odd = json({ data: 'x', errors: [{ message: 'Bad.', extensions: [], path: ['f0'] }] });
		answerWith(kit.sonar, '/api/graphql', 'as usual', odd);
		const { items } = await kit.run({
			type: 'sonarLinkFile',
			parameters: {
				fileableType: 'Account',
				fileableId: byId('={{ $json.account }}'),
				options: { entitiesPerRequest: 1, parallelRequests: 1 },
			},
			input: [{ json: { id, account: '1' } }, { json: { id: other, account: '2' } }],
			onError: 'continueRegularOutput',
		});
		expect(items.map(({ json: { linked, error } }) => linked ?? error)).toEqual([
			true,
			'Sonar answered: Bad. [item 1]',
		]);
	});

	it.each([
		{ data: [] },
		{ data: [], errors: [] },
		{ data: null, errors: [[]] },
		{ errors: [null] },
	])('%j is an error with words', async (body) => {
		answerWith(kit.sonar, '/api/graphql', json(body), json(body), json(body));
		const { error } = await list();
		expect(error?.message).toMatch(/^Sonar answered/);
	});
});
