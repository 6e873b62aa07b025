import {
	withOwnUploads,
	type OwnUploads,
} from '../../../../../nodes/shared/sonar/files/ownUploads';
import { clock } from '../../../../../nodes/shared/sonar/http/clock';

const MINUTES = 60_000;
let now: number;
beforeEach(() => {
	now = 0;
	jest.spyOn(clock, 'now').mockImplementation(() => now);
});

/** A run that may store a file. */
const run = async (account: string, id?: string) =>
	await withOwnUploads(account, async (own) => {
		if (id) own.note({ id, filename: '', stored: true, failure_message: null });
		return await Promise.resolve(own);
	});
const has = (own: OwnUploads, id: string) =>
	own.mayHave({
		id,
		filename: '',
		mime_type: '',
		file_size_in_bytes: null,
		fileable_type: null,
		fileable_id: null,
	});

describe('The known uploads of an account', () => {
	it('are shared by its runs, and by no other account', async () => {
		await run('a', '61');
		expect(has(await run('a'), '61')).toBe(true);
		expect(has(await run('b'), '61')).toBe(false);
	});

	it('are shared with a run that began before, though others have ended meanwhile', async () => {
		await withOwnUploads('f', async (own) => {
			await run('g');
			await run('f', '61');
			expect(has(own, '61')).toBe(true);
		});
	});

	it('take no memory after a run that stored nothing', async () => {
		expect(await run('h')).not.toBe(await run('h'));
	});

	it('are forgotten an hour after the last run', async () => {
		await run('c', '61');
		now = 59 * MINUTES;
		await run('d');
		expect(has(await run('c'), '61')).toBe(true);
		now = 61 * MINUTES;
		await run('d');
		expect(has(await run('c'), '61')).toBe(false);
	});

	it('are kept as long as a run might find them, and no longer', async () => {
		await withOwnUploads('e', async (own) => {
			now = 90 * MINUTES;
			await run('e', '61');
			now = 180 * MINUTES;
			await run('e');
			expect(has(own, '61')).toBe(true);
		});
		now = 260 * MINUTES;
		await withOwnUploads('e', async (own) => {
			await run('e', '62');
			expect([has(own, '61'), has(own, '62')]).toEqual([false, true]);
		});
	});
});
