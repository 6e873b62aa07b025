import { expected, handled, notHandled, type Result } from '../finding';
import { askGraphql, readRows, type GraphqlAnswer } from '../graphql';
import { describeBody, nameOf, readJson, type Answer } from '../http/Answer';
import { followRedirects } from '../http/redirects';
import type { Session } from '../Session';

/** The largest that Sonar's type for ids can hold. */
export const NO_ID = '9223372036854775807';
/** As long as a real one may be, so that it is not refused for its form. */
const WRONG_TOKEN = `ey${'A'.repeat(60)}.ey${'A'.repeat(60)}.${'A'.repeat(43)}`;

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
		const download = await line.send({
			method: 'GET',
			path: `/api/files/${session.facts.files[0]?.id ?? NO_ID}`,
			headers: { accept: '*/*' },
			token,
		});
		return describeWrongToken(session, graphql, download);
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

function describeWrongToken(session: Session, graphql: GraphqlAnswer, download: Answer): Result {
	const { answer, data } = graphql;
	const asked = `GraphQL: HTTP ${answer.status}, ${describeBody(answer)}`;
	const words = `${asked}; download: HTTP ${download.status}, ${describeBody(download)}`;
	if (data?.me) return notHandled(words, 'A wrong token is accepted: tell Sonar');
	if (download.status < 300)
		return notHandled(words, 'Files come without a right token, or a page comes as the file');
	const isPlain = answer.status === 401 && download.status === 401;
	if (isPlain) return expected(words);
	const hasWords = answer.status === 200 && graphql.fields?.includes('errors');
	const quoted = hasWords ? `, ${session.quote(graphql.errors)}` : '';
	return handled(words + quoted, 'The error says that the token or its rights are not accepted');
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
