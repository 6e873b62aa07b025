import { expected, handled, notHandled, notSeen, type Result } from '../finding';
import { describeBody, describeShape, nameOf, readNumber, type Json } from '../http/Answer';
import { namesToken } from '../reading/refusals';
import type { ListedFile } from '../rows';
import type { Session } from '../Session';
import type { OwnFile, Uploaded } from './Ours';

const USUAL = ['id', 'filename', 'stored', 'failure_message'];

/** What a single upload is answered. */
export function describeUpload(session: Session, uploaded: Uploaded): Result {
	const { answer, entries, isObject } = uploaded;
	const [entry] = entries;
	if (uploaded.ids.length !== 1 || !entry)
		return notHandled(
			`HTTP ${answer.status}, ${describeBody(answer)}: ${session.quoteText(uploaded.words)}`,
			'Uploads fail with Sonar’s words',
		);
	const others = Object.keys(entry).filter((field) => !USUAL.includes(field));
	const message = entry.failure_message;
	const id = readNumber(entry.id);
	const differences = [
		...(isObject ? ['files is an object'] : []),
		...(id?.as === 'text' ? ['the id is text'] : []),
		...(id && !Number.isSafeInteger(Number(id.digits)) ? ['the id is above 2^53'] : []),
		...(message === null ? [] : [`failure_message is ${describeMessage(message)}`]),
		...(others.length > 0 ? [`further fields: ${others.map(nameOf).join(', ')}`] : []),
	];
	const shape = `HTTP ${answer.status}, ${describeShape({ files: [usualOf(entry)] })}`;
	return differences.length === 0
		? expected(shape)
		: handled(`${shape}; ${differences.join(', ')}`, 'Read all the same');
}

/** What an upload with a wrong token is answered. */
export function describeWrongUpload(session: Session, { answer, ids, words }: Uploaded): Result {
	const said = words ? `: ${session.quoteText(words)}` : '';
	const text = `HTTP ${answer.status}, ${describeBody(answer)}${said}`;
	if (ids.length > 0) return notHandled(`Stored: ${text}`, 'It needs no token: tell Sonar');
	if (!namesToken(answer))
		return notHandled(text, 'The error of an upload does not say that it is the token');
	return [200, 401].includes(answer.status)
		? expected(text)
		: handled(text, 'The error says that the token or its rights are not accepted');
}

function describeMessage(message: unknown): string {
	if (message === undefined) return 'missing';
	return message === '' ? 'empty' : describeShape(message);
}

function usualOf(entry: Json): Json {
	return Object.fromEntries(
		USUAL.filter((field) => field in entry).map((field) => [field, entry[field]]),
	);
}

/** Statuses that say: nothing was done, and a smaller request may be taken. */
const DIVIDED = [400, 413, 422];
const ONE_BY_ONE = 'Set Files per Request to 1';

/** What became of several files in one request, if it was refused as a whole. */
export function describeRefusal(session: Session, uploaded: Uploaded): Result | undefined {
	const { answer, entries, words } = uploaded;
	if (uploaded.ids.length > 0) return undefined;
	const status = `HTTP ${answer.status}`;
	if (entries.length > 0)
		return notHandled(`${status}, each refused: ${session.quoteText(words)}`, ONE_BY_ONE);
	const said = words ? session.quoteText(words) : describeBody(answer);
	return DIVIDED.includes(answer.status)
		? handled(`Refused, ${status}: ${said}`, 'The files are sent again in smaller requests')
		: notHandled(
				`${status}: ${said}`,
				`The files fail, or their outcome is unknown. ${ONE_BY_ONE}`,
			);
}

/** In which order the entries come, told by the size under which Sonar lists each. */
export function describeOrder(
	files: readonly OwnFile[],
	uploaded: Uploaded,
	listed: ReadonlyMap<string, ListedFile>,
): Result {
	const ids = uploaded.ids;
	if (ids.length !== files.length)
		return notHandled(`${ids.length} of ${files.length} stored`, ONE_BY_ONE);
	if (!ids.every((id) => listed.has(id))) return notSeen('Sonar does not list them yet');
	const places = ids.map((id) =>
		files.findIndex(({ content }) => content.length === listed.get(id)!.size),
	);
	const isInOrder = places.every((place, index) => place === index);
	const isKnown = new Set(places).size === files.length && !places.includes(-1);
	const hasNames = new Set(files.map(({ name }) => name)).size === files.length;
	const how = uploaded.isObject ? ', as an object with keys' : '';
	if (isInOrder && !how) return expected(`${ids.length} stored, in the order that was sent`);
	if (isInOrder) return handled(`${ids.length} stored, in order${how}`, 'Read all the same');
	if (!isKnown)
		return notHandled(
			'Stored with other sizes',
			'Ids may be of unknown outcome: please report this',
		);
	return hasNames
		? handled(`Stored, in another order${how}`, 'An id goes to its own file by name and size')
		: notHandled('Stored, in another order', `Ids of equal names may be mixed up. ${ONE_BY_ONE}`);
}

/** PHP's own default (`max_file_uploads`). */
const PHP_LIMIT = 20;

/** What became of more files in one request than PHP takes. */
export function describeMany(session: Session, uploaded: Uploaded, sent: number): Result {
	const refusal = describeRefusal(session, uploaded);
	if (refusal) return refusal;
	const count = uploaded.ids.length;
	if (count === sent) return expected(`All ${sent} stored`);
	return count === PHP_LIMIT
		? expected(`${count} stored, the rest left out`, 'At most 20 files share a request')
		: notHandled(
				`${count} of ${sent} stored, the rest left out without a word`,
				`Set Files per Request to ${count}`,
			);
}

/** Whether the answer to an upload names files as lists do. */
export function describeAnsweredNames(
	made: ReadonlyMap<string, string>,
	listed: ReadonlyMap<string, ListedFile>,
): Result {
	const pairs = [...listed.values()].map(({ id, filename }) => [made.get(id), filename]);
	if (pairs.length === 0) return notSeen('Sonar lists none of them yet');
	const differing = pairs.filter(([answered, name]) => answered !== name).length;
	return differing === 0
		? expected('As in lists')
		: handled(
				`${differing} of ${pairs.length} not as in lists`,
				'The id counts; List Files gives the name of the list',
			);
}
