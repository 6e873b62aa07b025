import type { Answer } from './Answer';
import type { Line } from './Line';

export interface Followed {
	answer: Answer;
	/** What kind of host each redirect led to, never which one. */
	hops: string[];
	/** Whether each of them may be followed: over https, or on this machine. */
	isSafe: boolean;
}

const STORAGES: ReadonlyArray<readonly [RegExp, string]> = [
	[/\.blob\.core\.windows\.net$/, 'Azure’s object storage'],
	[/\.(azureedge\.net|azurefd\.net)$/, 'Azure’s network for content'],
	[/(^|\.)s3[.-].*amazonaws\.com$/, 'Amazon’s object storage'],
	[/\.cloudfront\.net$/, 'Amazon’s network for content'],
	[/(^|\.)storage\.googleapis\.com$/, 'Google’s object storage'],
	[/\.r2\.cloudflarestorage\.com$/, 'Cloudflare’s object storage'],
];

const MOST_HOPS = 5;

/** A download, and where it is redirected to; another origin gets no token. */
export async function followRedirects(line: Line, origin: string, path: string): Promise<Followed> {
	const hops: string[] = [];
	const start = new URL(path, origin);
	let url = start;
	let isSafe = true;
	for (;;) {
		const answer = await line.send({ method: 'GET', path: url.href, headers: { accept: '*/*' } });
		const location = answer.headers.get('location');
		const isRedirect = answer.status >= 300 && answer.status < 400 && location !== null;
		if (!isRedirect || !URL.canParse(location, url.href) || hops.length === MOST_HOPS)
			return { answer, hops, isSafe };
		url = new URL(location, url);
		hops.push(kindOf(url, start));
		const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
		isSafe &&= url.protocol === 'https:' || (isLocal && start.protocol === 'http:');
		if (!isSafe) return { answer, hops, isSafe };
	}
}

function kindOf({ hostname, origin, protocol }: URL, start: URL): string {
	if (origin === start.origin) return 'the same address';
	const kind = STORAGES.find(([pattern]) => pattern.test(hostname))?.[1] ?? 'another host';
	return `${kind} (${protocol.replace(':', '')})`;
}
