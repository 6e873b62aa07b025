import { GraphQLError } from 'graphql';

import type { Characters } from './Character';

/** What Sonar keeps of emails, and how it treats those to closed tickets. */
export const emails = {
	headersNotSearched: {
		description: 'The headers of replies cannot be searched.',
		listArguments(args) {
			if (JSON.stringify(args.search ?? []).includes('"attribute":"headers"')) {
				throw new GraphQLError('TicketReply has no attribute headers.');
			}
			return args;
		},
	},
	headersAsJson: {
		description: 'The headers of replies are JSON: an object with a list for each name.',
		storedHeaders: (headers) =>
			toJson(Object.fromEntries(readHeaders(headers).map(([name, value]) => [name, [value]]))),
	},
	headersAsPairs: {
		description: 'The headers of replies are JSON: a list of names and values.',
		storedHeaders: (headers) =>
			toJson(readHeaders(headers).map(([name, value]) => ({ name, value }))),
	},
	settingRefused: {
		description:
			'The token may not read how Sonar treats emails to closed tickets. The field must not be null, so the whole answer is.',
		daysClosed() {
			throw new GraphQLError('You do not have permission to view this.');
		},
	},
} satisfies Characters;

/** Names and values of header lines, unfolded. */
function readHeaders(headers: string): Array<[string, string]> {
	return headers
		.replace(/\r?\n[ \t]+/g, ' ')
		.split(/\r?\n/)
		.filter(Boolean)
		.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]);
}

/** As PHP writes it by default: with a backslash before every slash. */
function toJson(value: unknown): string {
	return JSON.stringify(value).replaceAll('/', '\\/');
}
