import { startClient } from '../client';
import type { downloads } from './downloads';

const PLAIN = {
	'content-type': 'text/plain',
	'content-length': '7',
	'content-disposition': `attachment; filename="a.txt"; filename*=UTF-8''a.txt`,
};

/** The difference between the headers. */
const table: Record<keyof typeof downloads, object> = {
	noContentLength: { 'content-length': null },
	noDisposition: { 'content-disposition': null },
	noContentType: { 'content-type': null },
	otherDisposition: { 'content-disposition': 'attachment; filename="download.bin"' },
	downloadsAsBytes: { 'content-type': 'application/octet-stream' },
	downloadsAsHtml: { 'content-type': 'text/html; charset=UTF-8' },
	downloadsAsJson: { 'content-type': 'application/json' },
	redirectsDownloads: {},
};

describe('downloads', () => {
	it.each(Object.entries(table))('under %s', async (name, changes) => {
		const sonar = await startClient({ characters: [name as keyof typeof downloads] });
		await sonar.addFile({ filename: 'a.txt', content: 'content', mime_type: 'text/plain' });
		const response = await sonar.download('61');
		expect(await response.text()).toBe('content');
		const headers = Object.keys(PLAIN).map((header) => [header, response.headers.get(header)]);
		expect(Object.fromEntries(headers)).toEqual({ ...PLAIN, ...changes });
		expect(response.redirected).toBe(name === 'redirectsDownloads');
		await sonar.close();
	});
});
