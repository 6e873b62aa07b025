import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

// An ES module, which jest cannot require. n8n's node needs it only for options that no example sets.
jest.mock('change-case', () => ({}));

const XMLNS = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';

/** As much of S3 as n8n's node asks for when it uploads: one bucket, whole objects and parts. */
export class S3Server {
	/** n8n's node asks an endpoint of one's own only for buckets with a dot in their names. */
	readonly bucket = 'sonar.files';

	/** By their keys, in the order in which they came to be whole. */
	readonly objects = new Map<string, string>();

	private readonly uploads = new Map<string, Buffer[]>();

	private readonly server = createServer((request, response) => {
		this.answer(request).then(
			(xml) => {
				const body = `<?xml version="1.0" encoding="UTF-8"?>\n${xml}`;
				response.setHeader('content-type', 'application/xml').end(body);
			},
			(error: Error) => response.writeHead(400).end(error.message),
		);
	});

	async open(): Promise<void> {
		await once(this.server.listen(0, 'localhost'), 'listening');
	}

	async close(): Promise<void> {
		this.server.close();
		this.server.closeAllConnections();
		await once(this.server, 'close');
	}

	get credential(): ICredentialDataDecryptedObject {
		const { port } = this.server.address() as AddressInfo;
		return {
			region: 'us-east-1',
			accessKeyId: 'key',
			secretAccessKey: 'secret',
			customEndpoints: true,
			s3Endpoint: `http://localhost:${port}`,
		};
	}

	private async answer(request: IncomingMessage): Promise<string> {
		const { pathname, searchParams: asked } = new URL(request.url!, 'http://localhost');
		const [bucket, ...rest] = pathname.slice(1).split('/').map(decodeURIComponent);
		const key = rest.join('/');
		const body = await buffer(request);
		if (bucket !== this.bucket) throw new Error(`There is no bucket ${bucket}.`);
		if (asked.has('location')) {
			return `<LocationConstraint ${XMLNS}>us-east-1</LocationConstraint>`;
		}
		if (!key) throw new Error('The request names no key.');
		if (asked.has('uploads')) {
			const id = String(this.uploads.size + 1);
			this.uploads.set(id, []);
			return `<InitiateMultipartUploadResult ${XMLNS}><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`;
		}
		const parts = this.uploads.get(asked.get('uploadId') ?? '');
		if (!parts) {
			this.objects.set(key, String(body));
			return '';
		}
		if (request.method === 'PUT') {
			parts[Number(asked.get('partNumber')) - 1] = body;
			return '';
		}
		if (request.method === 'GET') {
			return `<ListPartsResult ${XMLNS}>${parts.map(toPart).join('')}</ListPartsResult>`;
		}
		if (request.method !== 'POST' || parts.length === 0) throw new Error('MalformedXML');
		this.objects.set(key, String(Buffer.concat(parts)));
		return `<CompleteMultipartUploadResult ${XMLNS}><Key>of the file</Key></CompleteMultipartUploadResult>`;
	}
}

function toPart(content: Buffer, index: number): string {
	const etag = createHash('md5').update(content).digest('hex');
	return `<Part><PartNumber>${index + 1}</PartNumber><ETag>${etag}</ETag></Part>`;
}

/** Names of files in Sonar, and what becomes of them in a key. */
export const HOSTILE_NAMES = {
	'../../other/x.pdf': '.._.._other_x.pdf',
	'..\\..\\x.pdf': '.._.._x.pdf',
	'Invoice #12?a=b&c.pdf': 'Invoice _12_a_b_c.pdf',
	'50%25 %2e%2e%2fx.pdf': '50_25 _2e_2e_2fx.pdf',
	'Küche 日本 (2).pdf': 'Küche 日本 (2).pdf',
	'\u{1F600}\n\u0007.txt ': '_.txt',
	[`${'ä'.repeat(600)}.pdf`]: `${'ä'.repeat(196)}.pdf`,
};

/** For the tests that follow in the file; without objects for each. */
export function useS3(): S3Server {
	const s3 = new S3Server();
	beforeAll(async () => await s3.open());
	beforeEach(() => s3.objects.clear());
	afterAll(async () => await s3.close());
	return s3;
}
