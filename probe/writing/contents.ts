import { expected, handled, notHandled, notSeen, type Result } from '../finding';
import type { Answer } from '../http/Answer';
import { followRedirects } from '../http/redirects';
import type { ListedFile } from '../rows';
import type { Session } from '../Session';
import type { OwnFile, Uploaded } from './Ours';
import { describePicture, makePicture, SIDE } from './picture';

export function makeOwnPicture(tag: string): OwnFile {
	return { name: `${tag}-picture.png`, type: 'image/png', content: makePicture(tag) };
}

export function makeEmpty(tag: string): OwnFile {
	return { name: `${tag}-empty.txt`, type: 'text/plain', content: Buffer.alloc(0) };
}

/** What comes back of an empty file and of a large picture, each uploaded before. */
export async function checkContents(
	session: Session,
	empty: Uploaded,
	picture: { file: OwnFile; uploaded: Uploaded },
	listed: ReadonlyMap<string, ListedFile>,
): Promise<void> {
	const fetchBack = async (
		uploaded: Uploaded,
		describe: (answer: Answer, file?: ListedFile) => Result,
	) => {
		const [id] = uploaded.ids;
		if (id === undefined) {
			const words = `HTTP ${uploaded.answer.status}, ${session.quoteText(uploaded.words)}`;
			return handled(`Refused: ${words}`, 'The file’s item fails with Sonar’s words');
		}
		const { answer } = await followRedirects(session.line, session.origin, `/api/files/${id}`);
		if (answer.status !== 200) return notHandled(`The download: HTTP ${answer.status}`, 'It fails');
		return describe(answer, listed.get(id));
	};
	await session.check('empty', 'An empty file', async () => await fetchBack(empty, describeEmpty));
	await session.check(
		'picture',
		`A picture of ${SIDE} × ${SIDE}`,
		async () =>
			await fetchBack(picture.uploaded, (answer, file) =>
				describePictureBack(picture.file, answer, file),
			),
	);
}

function describeEmpty({ body }: Answer): Result {
	return body.length === 0
		? expected('Stored, and empty when it comes back')
		: notHandled(`${body.length} bytes come back`, 'The download has other bytes than the upload');
}

function describePictureBack(
	sent: OwnFile,
	{ body, headers }: Answer,
	file: ListedFile | undefined,
): Result {
	const isSame = body.equals(sent.content);
	const answer = isSame ? 'It comes back as it was' : `It comes back as ${describePicture(body)}`;
	if (!file) return notSeen(`${answer}; Sonar does not list it yet`);
	if (file.size !== body.length) {
		const words = `${answer}; the list states another size`;
		return headers.has('content-length')
			? handled(words, 'The file comes out, and a hint names it')
			: notHandled(words, 'The download fails: nothing says whether the file is whole');
	}
	return isSame
		? expected(answer)
		: handled(`${answer}; the list states the new size`, 'What comes back is what Sonar keeps');
}
