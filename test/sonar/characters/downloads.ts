import type { OutgoingHttpHeaders } from 'node:http';

import type { Characters } from './Character';

function withType(type: string) {
	return {
		description: `Downloads come with the content type ${type}.`,
		downloadHeaders: (headers: OutgoingHttpHeaders) => ({ ...headers, 'Content-Type': type }),
	};
}

function without(header: string) {
	return {
		description: `Downloads come without ${header}.`,
		downloadHeaders: (headers: OutgoingHttpHeaders) =>
			Object.fromEntries(Object.entries(headers).filter(([name]) => name !== header)),
	};
}

/** The headers that come along with the bytes of a file. */
export const downloads = {
	noContentLength: without('Content-Length'),
	noDisposition: without('Content-Disposition'),
	noContentType: without('Content-Type'),
	otherDisposition: {
		description: 'Downloads name the file "download.bin".',
		downloadHeaders: (headers) => ({
			...headers,
			'Content-Disposition': 'attachment; filename="download.bin"',
		}),
	},
	downloadsAsBytes: withType('application/octet-stream'),
	downloadsAsHtml: withType('text/html; charset=UTF-8'),
	downloadsAsJson: withType('application/json'),
	redirectsDownloads: {
		description: 'Downloads are redirected to an origin that needs no token.',
		options: { redirectDownloads: 'http://localhost:{port}' },
	},
} satisfies Characters;
