import { expected, handled, notHandled, notSeen, type Result } from '../finding';
import { followRedirects, type Followed } from '../http/redirects';
import type { ListedFile } from '../rows';
import type { Session } from '../Session';

/** Larger files are left alone: what is asked for is told by a small one, too. */
const LARGEST = 5 * 1024 * 1024;

interface Download extends Followed {
	file: ListedFile;
}

/** One file that is there already, and one picture. */
export async function checkDownloads(session: Session): Promise<void> {
	const { files } = session.facts;
	const small = files.filter(({ size }) => size > 0 && size <= LARGEST);
	const bySize = small.sort((a, b) => a.size - b.size);
	const isPicture = ({ mimeType }: ListedFile) => mimeType.startsWith('image/');
	const example = bySize.find((file) => !isPicture(file)) ?? bySize[0];
	const nothing = notSeen('There is no file of 1 byte to 5 MB');

	let download: Download | undefined;
	await session.check('download', 'A download', async () => {
		if (!example) return nothing;
		const got = await fetchFile(session, example);
		if (got.answer.status === 200) download = got;
		return describeDownload(session, got);
	});
	const rows: ReadonlyArray<readonly [string, string, (download: Download) => Result]> = [
		['redirect', 'Where a download is redirected to', describeRedirects],
		['contentLength', 'Content-Length of a download', describeLength],
		['contentType', 'Content-Type of a download', describeType],
		['disposition', 'Content-Disposition of a download', describeDisposition],
	];
	for (const [id, what, describe] of rows)
		session.note(id, what, download ? describe(download) : notSeen('No file was downloaded'));

	const picture = bySize.find(isPicture);
	await session.check('pictureSize', 'Size of a picture, listed and downloaded', async () => {
		if (!picture) return notSeen('There is no picture of up to 5 MB');
		const got = await fetchFile(session, picture);
		return got.answer.status === 200 ? compareSize(got) : describeDownload(session, got);
	});
}

async function fetchFile(session: Session, file: ListedFile): Promise<Download> {
	const { line, origin } = session;
	return { file, ...(await followRedirects(line, origin, `/api/files/${file.id}`)) };
}

function describeDownload(session: Session, { answer, isSafe }: Download): Result {
	const { status, body } = answer;
	if (!isSafe) return notHandled('Redirected without https', 'The download fails and says so');
	if (status !== 200)
		return notHandled(
			`HTTP ${status}, ${session.quoteText(body.toString('utf8', 0, 300))}`,
			'The download fails with Sonar’s words',
		);
	const names = [...answer.headers.keys()].sort().join(', ');
	return expected(`HTTP 200; headers: ${names}`);
}

function describeRedirects({ hops }: Download): Result {
	if (hops.length === 0) return expected('Not redirected');
	return handled(`To ${hops.join(', then to ')}`, 'Followed; no other address gets the token');
}

function describeLength({ answer, file }: Download): Result {
	const stated = answer.headers.get('content-length');
	if (stated !== null) return expected('Given');
	return answer.body.length === file.size
		? handled('Not given', 'The size in Sonar’s list says whether the file is whole')
		: notHandled(
				'Not given, and the size differs from the list',
				'The download fails: nothing says whether the file is whole',
			);
}

function describeType({ answer, file }: Download): Result {
	const type = answer.headers.get('content-type')?.replace(/\s*;.*/, '') ?? '';
	const nodes = 'The type in Sonar’s list counts';
	if (!type) return handled('Not given', nodes);
	if (type === file.mimeType) return expected('As in the list');
	const known = ['application/octet-stream', 'text/html', 'application/json'];
	return handled(`Not as in the list: ${known.includes(type) ? type : 'another type'}`, nodes);
}

function describeDisposition({ answer, file }: Download): Result {
	const header = answer.headers.get('content-disposition');
	const nodes = 'The name in Sonar’s list counts';
	if (header === null) return handled('Not given', nodes);
	const parts = [...header.matchAll(/;\s*([\w*]+)\s*=/g)].map(([, name]) => name);
	const encoded = /filename\*\s*=\s*[\w-]*'[^']*'([^;]+)/i.exec(header)?.[1];
	const plain = /filename\s*=\s*"?([^";]*)"?/i.exec(header)?.[1];
	const names = [encoded && decode(encoded), plain];
	const words = `${/^[a-z]+/i.exec(header)?.[0] ?? 'nothing'} with ${parts.join(' and ') || 'no name'}`;
	return names.includes(file.filename)
		? expected(`${words}, the name of the list`)
		: handled(`${words}, not the name of the list`, nodes);
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

function compareSize({ answer, file }: Download): Result {
	if (answer.body.length === file.size) return expected('The same');
	const words =
		answer.body.length < file.size ? 'The download is smaller' : 'The download is larger';
	return answer.headers.has('content-length')
		? handled(words, 'The file comes out, and a hint names it')
		: notHandled(words, 'The download fails: nothing says whether the file is whole');
}
