import { expected, handled, notHandled, type Result } from '../finding';
import { isRecord, nameOf, readNumber } from '../http/Answer';
import type { GraphqlAnswer } from '../graphql';
import type { Session } from '../Session';

/** The instance cannot be probed at all. */
export class Unusable extends Error {}

/**
 * Whose token it is, and how answers come.
 *
 * @returns the user's name, for the terminal only
 * @throws Unusable if Sonar does not accept the token, or is none
 */
export async function checkToken(session: Session): Promise<string> {
	const answer = await session.ask('{ me { id name username } }');
	const me = answer.data?.me;
	const id = isRecord(me) ? readNumber(me.id) : undefined;
	if (!isRecord(me) || !id) {
		const { status } = answer.answer;
		throw new Unusable(
			`The address does not answer as Sonar does for an accepted token (HTTP ${status}): ${session.quote(answer.errors)}`,
		);
	}
	session.facts.userId = id.digits;
	session.note('token', 'The access token', expected('Accepted, and says whose it is'));
	session.note('json', 'How answers come', describeAnswer(answer));
	return String(me.username ?? me.name);
}

function describeAnswer({ answer: { headers }, fields = [] }: GraphqlAnswer): Result {
	const [type = 'no content type'] =
		/^[\w.+-]+\/[\w.+-]+/.exec(headers.get('content-type') ?? '') ?? [];
	const length = headers.has('content-length') ? 'with' : 'without';
	const others = fields.filter((field) => !['data', 'errors'].includes(field));
	const beside = others.length > 0 ? `, fields beside data: ${others.map(nameOf).join(', ')}` : '';
	const answer = `${type}, ${length} Content-Length${beside}`;
	if (type !== 'application/json') return handled(answer, 'Read as JSON under any content type');
	return others.length > 0 ? handled(answer, 'Further fields are left alone') : expected(answer);
}

/** At the end of a run: whether Sonar ever found the probe too fast. */
export function checkRateLimit(session: Session): Result {
	const { line } = session;
	const [limit] = line.limits;
	const headers = [...line.limitHeaders].map(
		([name, value]) => `; ${name}: ${/^\d{1,13}$/.test(value) ? value : session.quoteText(value)}`,
	);
	if (!limit)
		return expected(`Not reached by ${line.sent} requests, one after the other${headers.join('')}`);
	const { status, retryAfter, words, isKnown } = limit;
	const header = retryAfter ? 'with Retry-After' : 'without Retry-After';
	const answer = `HTTP ${status} ${header}, ${session.quoteText(words)}${headers.join('')}`;
	if (status !== 429 && !isKnown)
		return notHandled(
			answer,
			'The nodes take it for another error, and do not wait: please report this',
		);
	return handled(answer, 'The nodes wait until the limit opens again');
}
