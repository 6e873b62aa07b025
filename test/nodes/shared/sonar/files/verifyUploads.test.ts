import { Readable } from 'node:stream';

import type { Pool } from '../../../../../nodes/shared/sonar/batch/pool';
import { OwnUploads } from '../../../../../nodes/shared/sonar/files/ownUploads';
import { verifyUploads } from '../../../../../nodes/shared/sonar/files/verifyUploads';
import type { UploadedFile } from '../../../../../nodes/shared/sonar/files/uploadAnswer';
import { SonarClient } from '../../../../../nodes/shared/sonar/http/SonarClient';
import { done, failed, SKIPPED, type Outcome } from '../../../../../nodes/shared/sonar/outcome';
import { SonarError } from '../../../../../nodes/shared/sonar/SonarError';
import { useQuietServer } from '../http/quietServer';

const quiet = useQuietServer();

const file = (name: string, size: number, content = 'x'.repeat(size)) => ({
	name,
	size,
	mimeType: 'text/plain',
	open: () => Readable.from([Buffer.from(content)]),
});
type Source = ReturnType<typeof file>;

const unsure: Outcome<UploadedFile> = failed(
	new SonarError('broken', 'It broke', { unknownOutcome: 'Whether it is stored is unknown' }),
);
const toUploaded = (id: string): UploadedFile => ({
	id,
	filename: 'x',
	stored: true,
	failure_message: null,
});
const stored = (id: string): Outcome<UploadedFile> => done(toUploaded(id));

interface Listed {
	id: number;
	filename?: string;
	size?: number | null;
	created?: string | null;
	/** Null if Sonar does not serve it. */
	content?: string | null;
}

/** The requests that the server got, in order. */
let questions: string[];
let downloads: string[];
let own: OwnUploads;
let pool: Pool;
beforeEach(() => {
	own = new OwnUploads();
	pool = { parallelRequests: 10, stopOnFailure: true };
});

/** A Sonar whose user 5 has these unlinked files. `total` may count more. */
const answerWith = (
	list: (request: number) => Listed[],
	{ user = { id: '5' }, total }: { user?: unknown; total?: number } = {},
) => {
	questions = [];
	downloads = [];
	let files: Listed[] = [];
	quiet.answerGraphql(({ query, variables }) => {
		const isUser = query.includes('me {');
		questions.push(isUser ? 'me' : JSON.stringify(variables));
		if (isUser) return { data: { f0: user } };
		files = list(questions.length - 1);
		const entities = files.map(({ id, filename = 'a.txt', size = 7, created = 'now' }) => ({
			id,
			filename,
			file_size_in_bytes: size,
			created_at: created === 'now' ? new Date(quiet.time.now()).toISOString() : created,
		}));
		const page_info = { total_pages: 1, total_count: total ?? entities.length };
		return { data: { f0: { entities, page_info } } };
	});
	const { answer } = quiet;
	quiet.answer = (request, response) => {
		const id = /^\/api\/files\/(\d+)$/.exec(request.url!)?.[1];
		if (!id) return answer(request, response);
		downloads.push(id);
		const { size, content = 'x'.repeat(size ?? 7) } = files.find((one) => String(one.id) === id)!;
		response.writeHead(content === null ? 403 : 200).end(content);
	};
};

const settle = async (...uploads: Array<[Source, Outcome<UploadedFile>]>) => {
	const outcomes = new Map(uploads);
	const client = new SonarClient(quiet.host());
	const startOf = () => quiet.time.now();
	const settled = await verifyUploads(client, outcomes, { own, pool, startOf });
	return uploads.map(([one]) => {
		const outcome = settled.get(one)!;
		if (outcome.status === 'done') return outcome.value.id;
		return outcome.status === 'failed' ? outcome.error.code : 'skipped';
	});
};

describe('An upload of unknown outcome', () => {
	it('costs no request if there is none', async () => {
		answerWith(() => []);
		const refused = failed(new SonarError('invalid', 'no'));
		const outcomes = await settle(
			[file('a', 1), stored('60')],
			[file('b', 1), refused],
			[file('c', 1), SKIPPED],
		);
		expect(outcomes).toEqual(['60', 'invalid', 'skipped']);
		expect(questions).toEqual([]);
	});

	it('is settled by the one file that fits, whatever became of the others', async () => {
		answerWith(() => [
			{ id: 61, filename: 'A_txt' },
			{ id: 62, size: 8 },
			{ id: 63, filename: 'b.txt' },
		]);
		const one = file('a.txt', 7);
		const settled = await verifyUploads(
			new SonarClient(quiet.host()),
			new Map([
				[one, unsure],
				[file('z', 1), stored('60')],
			]),
			{ own, pool, startOf: () => quiet.time.now() },
		);
		expect(settled.get(one)).toEqual(
			done({ id: '61', filename: 'A_txt', stored: true, failure_message: null }),
		);
		expect(questions[0]).toBe('me');
		expect(questions[1]).toContain('"attribute":"user_id","search_value":"5"');
		expect(questions[1]).toContain('"unset_fields":["fileable_id"]');
		expect(questions).toHaveLength(2);
		expect(downloads).toEqual(['61']);
	});

	it.each<[string, Listed[]]>([
		['two fit', [{ id: 61 }, { id: 62 }]],
		['its content is another', [{ id: 61, content: 'xxxxxxy' }]],
		['its content cannot be read', [{ id: 61, content: null }]],
		['the content of another that fits cannot be read', [{ id: 61 }, { id: 62, content: null }]],
		['its size is another', [{ id: 61, size: 8 }]],
		['its size is unknown', [{ id: 61, size: null }]],
		['its name is another', [{ id: 61, filename: 'b.txt' }]],
		['it is older', [{ id: 61, created: '2020-01-01T00:00:00Z' }]],
		['Sonar does not say when it was made', [{ id: 61, created: null }]],
	])('stays unknown if %s', async (_, list) => {
		answerWith(() => list);
		expect(await settle([file('a.txt', 7), unsure])).toEqual(['broken']);
		expect([questions.length, quiet.slept]).toEqual([5, 7000]);
	});

	it('is distinguished from a similar file by its content', async () => {
		answerWith(() => [{ id: 62, content: 'yyyyyyy' }, { id: 61 }, { id: 63, content: 'zzzzzzz' }]);
		expect(await settle([file('a.txt', 7, 'yyyyyyy'), unsure], [file('A txt', 7), unsure])).toEqual(
			['62', '61'],
		);
		expect(downloads.sort()).toEqual(['61', '62', '63']);
	});

	it('shares files with uploads of equal content, one each', async () => {
		const twins: Array<[Source, Outcome<UploadedFile>]> = [
			[file('a.txt', 7), unsure],
			[file('A.txt', 7), unsure],
		];
		answerWith(() => [
			{ id: 62, filename: 'a.txt' },
			{ id: 61, filename: 'A.txt' },
		]);
		expect(await settle(...twins)).toEqual(['62', '61']);
		answerWith(() => [{ id: 64 }, { id: 63 }]);
		expect(await settle(...twins)).toEqual(['63', '64']);
		answerWith(() => [{ id: 65 }]);
		expect(await settle(...twins)).toEqual(['65', 'broken']);
		answerWith(() => [{ id: 66 }, { id: 67 }, { id: 68 }]);
		expect(await settle(...twins)).toEqual(['broken', 'broken']);
	});

	it('stays unknown if its source cannot be read again', async () => {
		answerWith(() => [{ id: 61 }]);
		const gone = {
			...file('a.txt', 7),
			open: (): Readable => {
				throw new Error('It is gone');
			},
		};
		expect(await settle([gone, unsure])).toEqual(['broken']);
	});

	it('is read once, as are the files that fit, however often they are looked for', async () => {
		answerWith(() => [
			{ id: 61, content: 'yyyyyyy' },
			{ id: 62, content: null },
		]);
		const opened: string[] = [];
		const watched = (one: Source) => ({
			...one,
			open: () => {
				opened.push(one.name);
				return one.open();
			},
		});
		await settle([watched(file('a.txt', 7)), unsure], [watched(file('b.txt', 7)), unsure]);
		expect(questions).toHaveLength(5);
		expect(opened).toEqual(['a.txt']);
		expect(downloads.sort()).toEqual(['61', '62']);
	});

	it('is settled beside one whose file cannot be read', async () => {
		answerWith(() => [
			{ id: 61, content: null },
			{ id: 62, filename: 'b.txt' },
		]);
		pool = { parallelRequests: 1, stopOnFailure: true };
		const uploads = [file('a.txt', 7), file('b.txt', 7)];
		const outcomes = await settle(...uploads.map((one): [Source, typeof unsure] => [one, unsure]));
		expect(outcomes).toEqual(['broken', '62']);
	});

	it('is settled though Sonar lists its file a moment before it serves it', async () => {
		answerWith(() => [{ id: 61 }]);
		const { answer } = quiet;
		quiet.answer = (request, response) => {
			if (request.url === '/api/files/61' && questions.length < 4) response.writeHead(404).end();
			else answer(request, response);
		};
		expect(await settle([file('a.txt', 7), unsure])).toEqual(['61']);
		expect(quiet.slept).toBe(3000);
	});

	it('never takes the file of another upload, finished or in flight', async () => {
		answerWith(() => [{ id: 61 }]);
		own.note(toUploaded('61'));
		expect(await settle([file('a.txt', 7), unsure])).toEqual(['broken']);
		answerWith(() => [{ id: 62 }]);
		await own.during([file('a.txt', 7)], async () => {
			expect(await settle([file('a.txt', 7), unsure])).toEqual(['broken']);
			expect(downloads).toEqual([]);
			expect(await settle([file('a.txt', 8), unsure])).toEqual(['broken']);
			return new Map();
		});
		expect(await settle([file('a.txt', 7), unsure])).toEqual(['62']);
	});

	it('never takes a file that another upload got while contents were read', async () => {
		answerWith(() => [{ id: 61 }]);
		const { answer } = quiet;
		quiet.answer = (request, response) => {
			if (request.url === '/api/files/61') own.note(toUploaded('61'));
			answer(request, response);
		};
		expect(await settle([file('a.txt', 7), unsure])).toEqual(['broken']);
	});

	it('is retried until a list shows the file', async () => {
		answerWith((request) => (request > 2 ? [{ id: 61 }] : []));
		expect(await settle([file('a.txt', 7), unsure])).toEqual(['61']);
		expect(quiet.slept).toBe(3000);
	});

	it('stays unknown if more than five hundred new files may exist', async () => {
		const many = (count: number, created?: string) =>
			Array.from({ length: count }, (_, index): Listed => ({
				id: 100 + index,
				filename: index === 0 ? 'a.txt' : 'b.txt',
				created: index === count - 1 ? (created ?? 'now') : 'now',
			}));
		answerWith(() => many(500));
		expect(await settle([file('a.txt', 7), unsure])).toEqual(['broken']);
		answerWith(() => many(500, '2020-01-01T00:00:00Z'));
		expect(await settle([file('a.txt', 7), unsure])).toEqual(['100']);
		own = new OwnUploads();
		answerWith(() => many(499));
		expect(await settle([file('a.txt', 7), unsure])).toEqual(['100']);
	});

	it('stays unknown if Sonar gives fewer files than it counts', async () => {
		answerWith(() => [{ id: 61 }], { total: 2 });
		expect(await settle([file('a.txt', 7), unsure])).toEqual(['broken']);
	});

	it.each([null, {}, { id: 'x' }])('stays unknown if Sonar’s user is %j', async (user) => {
		answerWith(() => [{ id: 61 }], { user });
		expect(await settle([file('a.txt', 7), unsure])).toEqual(['broken']);
		expect(questions).toEqual(['me']);
	});
});
