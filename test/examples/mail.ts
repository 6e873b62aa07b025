import type { FileOfItem } from '../nodes/files';

export interface Mail {
	from?: string;
	/** Undefined for none at all. */
	subject?: string;
	/** Further headers, before the others. */
	headers?: Record<string, string>;
	text?: string;
	html?: string;
	/** A name of "" is none. */
	files?: FileOfItem[];
}

let sent = 0;

/** A raw email. Without headers of its own each has a new Message-ID. */
export function compose({ from, subject, headers, text, html, files = [] }: Mail): string {
	sent += 1;
	const head = {
		...(from === undefined ? {} : { From: from }),
		To: 'support@example.com',
		...(subject === undefined ? {} : { Subject: subject }),
		...(headers ?? {
			'Message-ID': `<${sent}.${Date.now()}@example.com>`,
			Date: 'Tue, 03 Mar 2026 09:12:45 +0000',
		}),
	};
	const bodies = [
		...(text === undefined ? [] : [part('text/plain; charset=utf-8', text)]),
		...(html === undefined ? [] : [part('text/html; charset=utf-8', html)]),
	];
	const body = bodies.length > 1 ? multipart('alternative', bodies) : bodies[0];
	if (files.length === 0) return lines(head, body ?? '\r\n');
	return lines(head, multipart('mixed', [...(body ? [body] : []), ...files.map(filePart)]));
}

function multipart(kind: string, parts: string[]): string {
	const boundary = `=_${kind}`;
	const all = parts.map((one) => `--${boundary}\r\n${one}\r\n`).join('');
	return `Content-Type: multipart/${kind}; boundary="${boundary}"\r\n\r\n${all}--${boundary}--\r\n`;
}

function lines(head: Record<string, string>, rest: string): string {
	const fields = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
	return `${fields.join('')}${rest}`;
}

function part(type: string, body: string): string {
	return `Content-Type: ${type}\r\nContent-Transfer-Encoding: base64\r\n\r\n${toBase64(body)}`;
}

function filePart({ name, content, type = 'application/octet-stream' }: FileOfItem): string {
	const named = name === '' ? '' : `; filename="${name}"`;
	const disposition = `Content-Disposition: attachment${named}\r\nContent-ID: <${name || 'part'}@here>`;
	return `Content-Type: ${type}\r\n${disposition}\r\nContent-Transfer-Encoding: base64\r\n\r\n${toBase64(content)}`;
}

function toBase64(content: string | Buffer): string {
	return (
		Buffer.from(content)
			.toString('base64')
			.match(/.{1,76}/g) ?? []
	).join('\r\n');
}
