import { crc32, inflateSync } from 'node:zlib';

import { describePicture, makePicture, SIDE } from '../../probe/writing/picture';

/** The chunks of a PNG file, each checked against its own checksum. */
function chunksOf(png: Buffer): Array<[type: string, data: Buffer]> {
	const chunks: Array<[string, Buffer]> = [];
	for (let place = 8; place < png.length;) {
		const length = png.readUInt32BE(place);
		const named = png.subarray(place + 4, place + 8 + length);
		expect(png.readUInt32BE(place + 8 + length)).toBe(crc32(named));
		chunks.push([named.toString('latin1', 0, 4), named.subarray(4)]);
		place += 12 + length;
	}
	return chunks;
}

describe('The picture of the probe', () => {
	it('is a small PNG file of 3000 × 3000', () => {
		const png = makePicture('n8nprobe123456');
		const chunks = chunksOf(png);
		expect(chunks.map(([type]) => type)).toEqual(['IHDR', 'tEXt', 'IDAT', 'IEND']);
		expect(inflateSync(chunks[2]![1])).toHaveLength(SIDE * (SIDE + 1));
		expect(png.length).toBeLessThan(50_000);
		expect(describePicture(png)).toBe('PNG of 3000 × 3000');
	});

	it('is told from what a server may make of it', () => {
		const segment = (marker: number, data: number[]) => [0xff, marker, 0, data.length + 2, ...data];
		const frame = [8, 2048 >> 8, 0, 1024 >> 8, 0, 3, 0, 0, 0];
		const jpeg = Buffer.from([
			...[0xff, 0xd8],
			...segment(
				0xe0,
				Array.from('JFIF\0', (letter) => letter.charCodeAt(0)),
			),
			...segment(0xc4, [0, 0]),
			...segment(0xc2, frame),
		]);
		expect(describePicture(jpeg)).toBe('JPEG of 1024 × 2048');
		expect(describePicture(Buffer.from('RIFF0000WEBPVP8 '))).toBe('WebP');
		expect(describePicture(Buffer.from('<html>'))).toBe('no picture that the probe knows');
		expect(describePicture(Buffer.alloc(0))).toBe('no picture that the probe knows');
	});
});
