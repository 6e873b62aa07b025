import { parseArgs } from 'node:util';

export interface Arguments {
	/** The origin of the instance. */
	origin: string;
	report: string;
	/** The account that files may be linked to. Without it and a ticket nothing is written. */
	account?: string;
	/** The ticket that may be changed. */
	ticket?: string;
}

/** What was typed cannot be used; the message says why, and never repeats what may be a token. */
export class UsageError extends Error {}

export const USAGE = `npm run probe -- --url https://example.sonar.software

  --url <address>     The address that you open Sonar at
  --report <file>     Where the report goes (sonar-probe.json)
  --write             Also write, after a question: to an account, a ticket, or both
  --account <id>      With --write: upload small files, link up to two of them to this account,
                      and delete them again
  --ticket <id>       With --write: change priority and due date of this ticket, and put them
                      back; best a ticket that you made for this

The access token is read from SONAR_TOKEN, or asked for.`;

const NO_TOKEN =
	'The token is no argument, since other programs of this machine can read those: set SONAR_TOKEN, or type the token when you are asked for it.';

/** An argument of this length without a dot or a slash is no address, no number and hardly a file. */
const LONG_WORD = /^[\w+=-]{24,}$/;

/** Personal access tokens of Sonar are JWTs, which begin with "ey". */
function looksLikeToken(argument: string): boolean {
	const value = argument.replace(/^--?[\w-]+=/, '');
	return /^ey[\w-]/.test(value) || LONG_WORD.test(value) || /token|bearer/i.test(argument);
}

/** @throws UsageError */
export function parseArguments(args: readonly string[]): Arguments {
	if (args.some(looksLikeToken)) throw new UsageError(NO_TOKEN);
	const { url, report, write, account, ticket } = parse(args);
	if (!url) throw new UsageError(`The address of your Sonar is missing.\n\n${USAGE}`);
	const targets = Object.entries({ account, ticket }).filter(([, id]) => id !== undefined);
	if (write !== targets.length > 0)
		throw new UsageError('--write comes together with --account <id> or --ticket <id>.');
	for (const [name, id] of targets) {
		if (!/^[1-9]\d{0,18}$/.test(id!))
			throw new UsageError(
				`--${name} takes the ID of ${name === 'account' ? 'an account' : 'a ticket'}, a whole number.`,
			);
	}
	return { origin: parseOrigin(url), report: report ?? 'sonar-probe.json', account, ticket };
}

function parse(args: readonly string[]) {
	try {
		return parseArgs({
			args: [...args],
			options: {
				url: { type: 'string' },
				report: { type: 'string' },
				write: { type: 'boolean', default: false },
				account: { type: 'string' },
				ticket: { type: 'string' },
			},
		}).values;
	} catch {
		// Its words repeat the argument, which may be a secret after all.
		throw new UsageError(`There is an argument that the probe does not know.\n\n${USAGE}`);
	}
}

function parseOrigin(text: string): string {
	if (!URL.canParse(text)) throw new UsageError('--url takes a web address, with https://.');
	const url = new URL(text);
	const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal))
		throw new UsageError('The address must begin with https://, or the token would travel openly.');
	if (url.username || url.password)
		throw new UsageError('The address must hold no user name and no password.');
	return url.origin;
}
