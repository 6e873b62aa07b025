import { expected, handled, notHandled, type Result } from '../finding';
import { askGraphql, readRows, type GraphqlAnswer } from '../graphql';
import { describeBody, nameOf, readJson, wordsOnTop, type Answer } from '../http/Answer';
import { followRedirects } from '../http/redirects';
import type { ListedFile } from '../rows';
import type { Session } from '../Session';

/** The largest that Sonar's type for ids can hold. */
export const NO_ID = '9223372036854775807';
/** As long as a real one may be, so that it is not refused for its form. */
export const WRONG_TOKEN = `ey${'A'.repeat(60)}.ey${'A'.repeat(60)}.${'A'.repeat(43)}`;

/** What Sonar answers where something is wrong. */
export async function checkRefusals(session: Session): Promise<void> {
	const { line } = session;
	await session.check('wrongId', 'A list of a wrong id', async () => {
		const { data, errors } = await session.ask(
			'query ($id: Int64Bit!) { files(id: $id) { entities { id } } }',
			{ id: NO_ID },
		);
		if (!data?.files)
			return handled(`An error: ${session.quote(errors)}`, 'The item fails with these words');
		const rows = readRows(data.files).length;
		return rows === 0
			? expected('An empty list')
			: notHandled(`${rows} rows`, 'Given Files leaves out what has another id');
	});
	await session.check('wrongDownload', 'A download of a wrong id', async () =>
		describeRefusal((await followRedirects(line, session.origin, `/api/files/${NO_ID}`)).answer),
	);
	await session.check('wrongToken', 'A wrong token', async () => {
		const token = WRONG_TOKEN;
		const graphql = await askGraphql(line, '{ me { id } }', { token });
		// If it comes after all, it should be small.
		const [file] = session.facts.files
			.filter(({ size }) => size > 0)
			.sort((a, b) => a.size - b.size);
		const download = await line.send({
			method: 'GET',
			path: `/api/files/${file?.id ?? NO_ID}`,
			headers: { accept: '*/*' },
			token,
		});
		return isFile(download, file)
			? notHandled('A download gives the file', 'It needs no token: tell Sonar')
			: describeWrongToken(session, graphql, download);
	});
	await session.check('wrongType', 'A type that Sonar does not know', async () => {
		const query = '($type: FileableType!) { files(fileable_type: $type) { entities { id } } }';
		const { answer, data, errors } = await session.ask(`query ${query}`, { type: 'NoSuchType' });
		const words = `HTTP ${answer.status}, ${session.quote(errors)}`;
		return data?.files
			? notHandled('It gives a list', 'A wrong Entity Type lists the wrong files')
			: expected(words, 'Sonar’s words come out as the error');
	});
	await session.check('wrongAttribute', 'Where the reasons of an error stand', async () => {
		const { data, errors } = await session.ask(
			'{ files(search: [{ string_fields: [{ attribute: "no_such_attribute", search_value: "x", match: true }] }]) { entities { id } } }',
		);
		if (data?.files) return expected('Such a search is taken', 'The nodes send none');
		return describeError(session, errors);
	});
}

function describeRefusal(answer: Answer): Result {
	const { status } = answer;
	const words = `HTTP ${status}, ${describeBody(answer)}`;
	if (status < 300) return notHandled(words, 'What comes is taken for the file');
	if (status < 400) return handled(words, 'The error says that the address redirects');
	const json = readJson(answer);
	if (typeof json?.message === 'string') return expected(words);
	return json && (json.error ?? json.errors)
		? handled(words, 'Sonar’s words are read from there, too')
		: handled(words, 'The error tells the status only');
}

function isFile({ status, body }: Answer, file: ListedFile | undefined): boolean {
	return status === 200 && body.length === file?.size;
}

function describeWrongToken(session: Session, graphql: GraphqlAnswer, download: Answer): Result {
	const { answer, data, errors, fields } = graphql;
	const hasErrors = fields?.includes('errors') ?? false;
	const asked = `GraphQL: HTTP ${answer.status}, ${describeBody(answer)}`;
	const quoted = answer.status === 200 && hasErrors ? `, ${session.quote(errors)}` : '';
	const words = `${asked}; download: HTTP ${download.status}, ${describeBody(download)}${quoted}`;
	if (data?.me) return notHandled(words, 'A wrong token is accepted: tell Sonar');
	const isToldByErrors = hasErrors && errors.some((error) => NOT_ACCEPTED.test(error.words));
	if (!namesToken(download))
		return notHandled(words, 'The error of a download does not say that it is the token');
	if (!namesToken(answer) && !isToldByErrors)
		return notHandled(words, 'The error does not say that it is the token');
	// As a Sonar of 2026 answers GraphQL; of downloads no source tells.
	const isUsual = answer.status === 200 && !hasErrors && [200, 401].includes(download.status);
	if (isUsual) return expected(words);
	return handled(words, 'The error says that the token or its rights are not accepted');
}

const NOT_ACCEPTED = /^unauthenticated\b/i;

/** Whether the nodes know by an answer that it is the token, or that its user may not do this. */
export function namesToken(answer: Answer): boolean {
	if (answer.status === 401 || answer.status === 403) return true;
	return wordsOnTop(readJson(answer) ?? {}).some((text) => NOT_ACCEPTED.test(text));
}

function describeError(session: Session, errors: GraphqlAnswer['errors']): Result {
	const reasonsIn = errors.find((error) => error.reasonsIn)?.reasonsIn;
	const usual = ['message', 'locations', 'path', 'extensions', 'validation'];
	const others = [...new Set(errors.flatMap(({ fields }) => fields))].filter(
		(field) => !usual.includes(field),
	);
	const beside = others.length > 0 ? `, fields beside it: ${others.map(nameOf).join(', ')}` : '';
	const words = `In ${reasonsIn ?? 'message'}${beside}: ${session.quote(errors)}`;
	return reasonsIn !== undefined || others.length > 0
		? handled(words, 'Sonar’s words are read from there, too')
		: expected(words);
}
