import { Readable } from 'node:stream';

import { readText } from '../../../../../nodes/shared/sonar/http/body';

const KIB = 1024;

/** So many KiB, one after the other. */
function* kibibytes(count: number): Generator<Buffer> {
	for (let index = 0; index < count; index += 1) yield Buffer.alloc(KIB, 'x');
}

async function read(status: number, pieces: Iterable<unknown>, headers = {}) {
	let moves = 0;
	const body = Readable.from(pieces);
	const onActivity = () => (moves += 1);
	const answer = await readText({ status, headers, body }, onActivity);
	return { answer, moves, body };
}

describe('The text of an answer', () => {
	it('is whole, with its status and headers', async () => {
		const euro = Buffer.from('€');
		const pieces = [Buffer.from('it costs 5 '), euro.subarray(0, 1), euro.subarray(1)];
		const { answer, moves } = await read(200, pieces, { date: 'today' });
		expect(answer).toEqual({ status: 200, headers: { date: 'today' }, text: 'it costs 5 €' });
		expect(moves).toBe(3);
	});

	it.each([
		[200, 65, 65],
		[399, 65, 65],
		[400, 63, 63],
		[400, 64, 64],
		[400, 65, 64],
		[502, 1000, 64],
	])('of status %p and %p KiB is read up to %p KiB', async (status, sent, kept) => {
		const { answer, moves, body } = await read(status, kibibytes(sent));
		expect(answer.text).toHaveLength(kept * KIB);
		expect(moves).toBe(kept);
		expect(body.destroyed).toBe(true);
	});

	it('of an error is cut within a longer piece', async () => {
		const { answer } = await read(500, [Buffer.alloc(100 * KIB, 'x')]);
		expect(answer.text).toHaveLength(64 * KIB);
	});

	it('is an error from 16 MiB on', async () => {
		const { answer } = await read(200, kibibytes(16 * KIB - 1));
		expect(answer.text).toHaveLength((16 * KIB - 1) * KIB);
		await expect(read(200, kibibytes(16 * KIB))).rejects.toMatchObject({
			code: 'tooLong',
			message: 'Sonar sent more than 16 MiB of text',
			status: 200,
		});
	});

	it('is an error if its connection breaks', async () => {
		const broken = (function* () {
			yield Buffer.from('{');
			throw new Error('socket hang up');
		})();
		await expect(read(200, broken)).rejects.toMatchObject({ code: 'broken' });
	});
});
