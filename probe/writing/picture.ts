import { crc32, deflateSync } from 'node:zlib';

/** The greatest of the older API was 2048 × 2048; this is larger, and a few KB. */
export const SIDE = 3000;

/** A grey picture in PNG (its specification, "PNG Third Edition"), as small as it can be packed. */
export function makePicture(tag: string): Buffer {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(SIDE, 0);
	header.writeUInt32BE(SIDE, 4);
	header.set([8, 0, 0, 0, 0], 8);
	const line = Buffer.alloc(SIDE + 1, 0x80);
	line[0] = 0;
	const lines = Buffer.concat(Array.from({ length: SIDE }, () => line));
	return Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		chunk('IHDR', header),
		chunk('tEXt', Buffer.from(`Comment\0${tag}`, 'latin1')),
		chunk('IDAT', deflateSync(lines, { level: 9 })),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

function chunk(type: string, data: Buffer): Buffer {
	const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const frame = Buffer.alloc(8);
	frame.writeUInt32BE(data.length, 0);
	frame.writeUInt32BE(crc32(named), 4);
	return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}

/** Format and size of a picture, as its own bytes tell. */
export function describePicture(bytes: Buffer): string {
	if (bytes.toString('latin1', 1, 4) === 'PNG' && bytes.length >= 24)
		return `PNG of ${bytes.readUInt32BE(16)} × ${bytes.readUInt32BE(20)}`;
	if (bytes.length > 4 && bytes.readUInt16BE(0) === 0xffd8) return `JPEG of ${readJpegSize(bytes)}`;
	if (bytes.toString('latin1', 8, 12) === 'WEBP') return 'WebP';
	return 'no picture that the probe knows';
}

/** The size stands in the first frame header: SOF0 to SOF15 without DHT, JPG and DAC (ITU-T T.81). */
function readJpegSize(bytes: Buffer): string {
	let place = 2;
	while (place + 9 < bytes.length && bytes[place] === 0xff) {
		const marker = bytes[place + 1]!;
		const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
		if (isFrame) return `${bytes.readUInt16BE(place + 7)} × ${bytes.readUInt16BE(place + 5)}`;
		place += 2 + bytes.readUInt16BE(place + 2);
	}
	return 'unknown size';
}
