import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

import { readMessage } from '../../../../nodes/shared/fields/attachmentFields';
import type { Item } from '../../../../nodes/shared/n8n/Item';

const LIMIT = 100_000;
const item = {} as Item;

const read = async (words: string, longText: 'attach' | 'error') =>
	await readMessage(item, words, { files: [], longText, label: 'Body' });

describe('The text of a message', () => {
	it.each(['attach', 'error'] as const)(
		'stays whole up to the limit, with %s',
		async (longText) => {
			const words = 'a'.repeat(LIMIT);
			expect(await read(words, longText)).toEqual({ text: words, attachments: [] });
		},
	);

	it('is rejected if it is longer', async () => {
		await expect(read('a'.repeat(LIMIT + 1), 'error')).rejects.toThrow(
			expect.objectContaining({
				message: 'Body has more than 100,000 characters',
				remedy: 'Shorten it, or choose Attach for Long Text in the node’s options.',
			}) as Error,
		);
	});

	it('is attached in full if it is longer, as an ordinary file', async () => {
		const words = 'ä'.repeat(LIMIT + 1);
		const message = await read(words, 'attach');
		expect(message.text.length).toBeLessThanOrEqual(LIMIT);
		expect(message.attachments).toEqual([
			{
				name: 'message.txt',
				mimeType: 'text/plain',
				size: 2 * (LIMIT + 1),
				open: expect.any(Function) as unknown,
				limits: { perRequest: 20, bytesPerRequest: 50 * 1024 * 1024 },
			},
		]);
		expect(await text(Readable.from(await message.attachments[0]!.open()))).toBe(words);
	});
});
