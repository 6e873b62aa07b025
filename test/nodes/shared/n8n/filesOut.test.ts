import { Readable } from 'node:stream';

import { storeBinary } from '../../../../nodes/shared/n8n/filesOut';
import type { SonarFile } from '../../../../nodes/shared/sonar/files/file';

let stored: unknown[];
beforeEach(() => {
	stored = [];
});
const context = {
	helpers: {
		prepareBinaryData: async (...given: unknown[]) => {
			stored.push(given);
			return await Promise.resolve({ id: 'x', data: 'filesystem-v2', mimeType: 'text/plain' });
		},
	},
};

it.each<[string, string, string | undefined, string, string]>([
	['photo', 'image/png', undefined, 'photo', 'image/png'],
	['a.pdf', 'application/octet-stream', undefined, 'a.pdf', 'application/pdf'],
	['a.pdf', 'text/html', undefined, 'a.pdf', 'text/html'],
	['', 'image/png', undefined, 'file-61.png', 'image/png'],
	['', 'application/octet-stream', undefined, 'file-61', 'application/octet-stream'],
	['a.pdf', 'application/pdf', 'b', 'b.pdf', 'application/pdf'],
])(
	'The file %p of the type %p, as %p, is stored as %p, %p',
	async (filename, type, given, ...as) => {
		const body = Readable.from(['content']);
		const file = { id: '61', filename, mime_type: type } as SonarFile;
		const binary = await storeBinary(context, body, file, given);
		expect(binary).toEqual({ id: 'x', data: 'filesystem-v2', mimeType: 'text/plain' });
		expect(stored).toEqual([[body, ...as]]);
	},
);
