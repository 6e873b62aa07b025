import { isGood } from '../../probe/report';
import type { Probed } from '../../probe/run';
import { characterNames, type CharacterName } from '../sonar';
import { webhooks } from '../sonar/characters/webhooks';
import { ACCOUNT, OWN_TICKET } from './books';
import { booksOf, MINUTE, probe, rowOf, startFull } from './probing';

/** The rows that a character concerns, as they are then. */
type Rows = Record<string, string>;

/** In a run that only reads. */
const READ: Partial<Record<CharacterName, Rows>> = {
	pagesOf10: {
		pageSizes: 'handled: 100: 10 rows, pages of 10; 500: 10 rows, pages of 10;',
		tickets: 'handled: 10 rows, pages of 10',
	},
	pagesOf100: {
		pageSizes: 'handled: 100: 30 rows, there are no more; 500: 30 rows, pages of 100',
		tickets: 'handled: 12 rows, pages of 100',
	},
	pagesOf500: { pageSizes: 'there are no more; 1000: 30 rows, pages of 500' },
	pagesOver10Refused: {
		pageSizes: 'handled: 100: refused, “The records_per_page must be',
		tickets: 'handled: 500 refused, “The records_per_page must be',
		ticketLists: 'handled: 10 refused, “The records_per_page must be',
	},
	pagesOver100Refused: {
		pageSizes: 'handled: 100: 30 rows, there are no more; 500: refused',
		tickets: 'and 100.”; 100: 12 rows, there are no more',
	},
	pagesOver500Refused: { pageSizes: '500: 30 rows, there are no more; 1000: refused' },
	allRowsWithoutPage: { noPage: 'as expected: all of 30' },
	tiesAnew: { ties: 'handled: Ordered anew for each page', idLast: 'as expected: Kept' },
	pageInfoRefused: {
		pageInfo: 'handled: They fail if page_info is asked for: “Fielddata is',
		tickets: 'handled: 500 refused, “Fielddata is disabled',
		ticketPages: 'handled: 5 and 5 rows, without a count',
	},
	nestedListsWhole: { nestedPages: 'handled: Each page is all there is' },
	nestedListsWholeUnsaid: {
		nestedPages: 'handled: Each page is all there is, and page_info repeats what was asked for',
	},
	nullRows: { nulls: 'handled: ' },
	searchesInCase: { case: 'handled: Told from one another', contains: 'as expected: ' },
	introspectionRefused: {
		introspection: 'handled: Refused: “GraphQL introspection is not allowed',
		entityTypes: 'not seen: ',
		schema: 'not seen: ',
		argumentTypes: 'not seen: ',
		paginator: 'not seen: ',
	},
	fewFieldsPerQuery: {
		fields: 'handled: 100 refused, “Max query complexity should be 3 but got 100',
		ticketsById: '6 refused, “Max query complexity should be 3 but got 6.”; 3 answered',
	},
	noContentLength: { contentLength: 'handled: Not given' },
	noDisposition: { disposition: 'handled: Not given' },
	noContentType: { contentType: 'handled: Not given' },
	otherDisposition: { disposition: 'handled: attachment with filename, not the name of the list' },
	downloadsAsBytes: { contentType: 'handled: Not as in the list: application/octet-stream' },
	downloadsAsHtml: { contentType: 'handled: Not as in the list: text/html' },
	downloadsAsJson: { contentType: 'handled: Not as in the list: application/json' },
	redirectsDownloads: { redirect: 'handled: To another host (http)' },
	pictureSizesDiffer: { pictureSize: 'handled: The download is smaller' },
	validationInExtensions: { wrongAttribute: 'handled: In extensions.validation: “' },
	validationBeside: { wrongAttribute: 'handled: In validation: “' },
	errorsUnderError: { wrongDownload: 'handled: HTTP 404, { error: text }' },
	errorsByField: { wrongDownload: 'handled: HTTP 404, { error: { message: { files: [text] } } }' },
	wrongTokenUnder401: {
		wrongToken:
			'handled: GraphQL: HTTP 401, { message: text }; download: HTTP 401, { message: text }',
	},
	wrongTokenOfFilesUnder401: {
		wrongToken:
			'as expected: GraphQL: HTTP 200, { error: text }; download: HTTP 401, { message: text }',
	},
	wrongTokenUnder200: {
		wrongToken:
			'handled: GraphQL: HTTP 200, { errors: [{ message: text, extensions: { guards: [text], category: text } }] };',
	},
	wrongTokenUnder200WithNull: {
		wrongToken: 'category: text } }], data: null }; download: HTTP 200, { error: text }',
	},
	wrongTokenNullAlone: { wrongToken: 'not handled: GraphQL: HTTP 200, { data: null };' },
	wrongTokenForbidden: {
		wrongToken: 'handled: GraphQL: HTTP 403, { message: text }; download: HTTP 403',
	},
	limitedUnder200: { rateLimit: 'handled: HTTP 200 without Retry-After, “Request limit of' },
	limitedUnder429: { rateLimit: 'handled: HTTP 429 with Retry-After, “Request limit of' },
	limitedUnder503: { rateLimit: 'handled: HTTP 503 without Retry-After, “Request limit of' },
	limitedAsByLaravel: {
		rateLimit:
			'handled: HTTP 429 without Retry-After, “Too Many Attempts.”; x-ratelimit-limit: 5; x-ratelimit-remaining: ',
	},
	largeIds: { numbers: 'handled: ids as text, sizes as text, counts as number, ids above 2^53' },
	numbersAsText: { numbers: 'handled: ids as text, sizes as text, counts as text' },
	textAsNumbers: { numbers: 'handled: ids as number, sizes as number, counts as number' },
	extraFields: {
		json: 'handled: application/json, with Content-Length, fields beside data: extensions',
		wrongAttribute: 'handled: In message, fields beside it: code: “',
	},
	jsonAsText: { json: 'handled: text/plain' },
	jsonAsHtml: { json: 'handled: text/html' },
	headersNotSearched: {
		headerSearch: 'handled: Refused: “TicketReply has no attribute headers.”',
		headerSearchWhole: 'not seen: ',
	},
	headersAsJson: {
		headers: 'handled: 3 of 3 replies have them, 3 with a Message-ID: a JSON object',
	},
	headersAsPairs: { headers: '3 with a Message-ID: a JSON list of names and values' },
	settingRefused: { ticketingSetting: 'handled: Refused: “You do not have permission to view' },
	jsonWithoutLength: { json: 'as expected: application/json, without Content-Length' },
};

const anyTogether = (row: string): Rows => ({
	uploadSeveral: row,
	equalNames: row,
	uploadMany: row,
});

/** In a run that writes as well. */
const WRITTEN: Partial<Record<CharacterName, Rows>> = {
	blanksToUnderscores: { names: 'handled: 4 of 9 changed: blanks replaced' },
	namesInLowerCase: { names: 'handled: 3 of 9 changed: in lower case' },
	namesInNfc: { names: 'handled: 1 of 9 changed: accents put into their letters (NFC)' },
	namesInNfd: { names: 'handled: 1 of 9 changed: accents taken from their letters (NFD)' },
	namesInAscii: { names: 'changed: other letters than ASCII replaced' },
	slugs: {
		names:
			'changed: blanks replaced, in lower case, other letters than ASCII replaced, signs replaced',
	},
	namesAllTheSame: { names: 'handled: 9 of 9 changed: all the same but for the extension' },
	namesNumbered: { names: 'handled: 9 of 9 changed: a number before them' },
	namesNumberedBehind: { names: 'handled: 9 of 9 changed: a number behind them' },
	namesCut: { names: 'changed: long ones cut' },
	namesHashed: { names: 'handled: 9 of 9 changed: made up, nothing of them is left' },
	wrongTokenUnder401: { wrongTokenUpload: 'as expected: HTTP 401, { message: text }' },
	wrongTokenOfFilesUnder401: { wrongTokenUpload: 'as expected: HTTP 401, { message: text }' },
	wrongTokenForbidden: { wrongTokenUpload: 'handled: HTTP 403, { message: text }' },
	createAnswersNull: { updateTicket: 'handled: Answered with null, and changed' },
	createFailsBelow: {
		updateTicket: 'handled: Changed, but answered with an error: “Server Error”',
		clearTicket: 'not handled: Refused: unset_due_date',
		customFieldData: 'not handled: Refused: “Server Error”',
	},
	idsAsText: { upload: 'failure_message: null }] }; the id is text' },
	largeIds: { upload: 'handled: HTTP 200, { files: [{ id: number' },
	keyedEntries: {
		upload: 'files is an object',
		uploadSeveral: 'handled: 4 stored, in order, as an object with keys',
		equalNames: 'handled: 2 stored, in order, as an object with keys',
	},
	reversedEntries: {
		uploadSeveral: 'handled: Stored, in another order',
		equalNames: 'as expected: ',
	},
	extraEntryFields: { upload: '; further fields: name, file_id, size, mime_type, url' },
	noFailureMessages: { upload: '; failure_message is missing' },
	emptyFailureMessages: { upload: '; failure_message is empty' },
	manyRefusedBy400: anyTogether('handled: Refused, HTTP 400: “Only one file per request.”'),
	manyRefusedBy422: anyTogether('handled: Refused, HTTP 422: “The given data was invalid.;'),
	manyRefusedBy413: anyTogether('handled: Refused, HTTP 413: a web page'),
	manyRefusedBy500: {
		...anyTogether('not handled: HTTP 500: “Too many files.”'),
		deletion: 'handled: All 12 deleted; Sonar may have stored more, under other names',
	},
	eachOfManyRefused: anyTogether('not handled: HTTP 200, each refused: “Too many files.”'),
	moreThanFiveRefused: {
		uploadSeveral: 'as expected: ',
		uploadMany: 'handled: Refused, HTTP 422: “The files may not have more than 5 items.”',
	},
	fiveTaken: { uploadMany: 'not handled: 5 of 21 stored, the rest left out without a word' },
	linkAnswersNull: { link: 'handled: Answered with null' },
	linkedFilesAreNotUnassociated: {
		linkAgain: 'handled: Refused: “The file must be unassociated.”',
	},
	linksOneByOne: { linkPartly: 'handled: The good one is linked' },
	pictureSizesDiffer: { picture: 'handled: It comes back as it was; the list states another size' },
	lagsOneQuery: {
		uploadLag: 'with question 2',
		linkLag: 'with question 2',
		updateTicketLag: 'with question 2',
	},
	lagsTwoQueries: {
		uploadLag: 'with question 3',
		linkLag: 'with question 3',
		updateTicketLag: 'with question 3',
	},
	lagsAnHour: {
		uploadLag: 'not handled: Not within ',
		linkLag: 'not handled: Not within ',
		uploadSeveral: 'not seen: Sonar does not list them yet',
		equalNames: 'not seen: Sonar does not list them yet',
		names: 'not seen: Sonar lists none of them yet',
		answeredNames: 'not seen: Sonar lists none of them yet',
		picture: 'not seen: It comes back as it was; Sonar does not list it yet',
	},
	validationInExtensions: { linkAgain: 'handled: Refused, reasons in extensions.validation: “' },
	validationBeside: { linkAgain: 'handled: Refused, reasons in validation: “' },
};

/** What no probe can see, and why. */
const UNSEEN: Partial<Record<CharacterName, string>> = {
	answersRepeatNames: 'Nothing to be seen, unless the names are changed, too: see below',
	lagsTenMilliseconds: 'The next question may need longer than that to arrive',
	...Object.fromEntries(
		['countsToWindow', 'pagesToWindow', 'window', 'emptyBehindWindow'].map((name) => [
			name,
			'No list is read far enough',
		]),
	),
	...Object.fromEntries(
		Object.keys(webhooks).map((name) => [name, 'No webhook endpoint is made: Sonar would call it']),
	),
};

function rowsOf(table: Partial<Record<CharacterName, Rows>>): Array<[CharacterName, Rows]> {
	return Object.entries(table) as Array<[CharacterName, Rows]>;
}

/** All rows but these are those of a plain Sonar. */
function expectOthersPlain({ report }: Probed, rows: Rows): void {
	const others = report.findings.filter(({ id }) => !(id in rows));
	expect(others.filter(({ verdict }) => verdict !== 'as expected')).toEqual([]);
}

function isBad(rows: Rows): boolean {
	return Object.values(rows).some((row) => row.startsWith('not handled'));
}

describe('A probe recognises', () => {
	it.each(rowsOf(READ))('%s by reading', async (name, rows) => {
		// A slow machine must still be too fast for the limit.
		const limited = { minuteInMilliseconds: 1500, requestsPerMinute: 5 };
		const isLimited = name.startsWith('limited');
		const minute = isLimited ? limited.minuteInMilliseconds : MINUTE;
		const sonar = await startFull({ characters: [name], ...(isLimited ? limited : {}) });
		const before = booksOf(sonar);
		const probed = await probe(sonar, { minute });
		for (const [id, row] of Object.entries(rows)) expect(rowOf(probed, id)).toContain(row);
		expectOthersPlain(probed, rows);
		expect(isGood(probed.report)).toBe(!isBad(rows));
		expect(booksOf(sonar)).toEqual(before);
	});

	it.each(rowsOf(WRITTEN))('%s by writing', async (name, rows) => {
		const sonar = await startFull({ characters: [name] });
		const before = booksOf(sonar);
		// A longer minute where time is measured: a busy machine is slow.
		const minute = name.startsWith('lags') ? 6000 : MINUTE;
		// All that is looked for in vain would be too much for one run.
		const ticket = name === 'lagsAnHour' ? undefined : OWN_TICKET;
		const probed = await probe(sonar, { account: ACCOUNT, ticket, minute });
		for (const [id, row] of Object.entries(rows)) expect(rowOf(probed, id)).toContain(row);
		expectOthersPlain(probed, { ...READ[name], ...rows });
		expect(isGood(probed.report)).toBe(!isBad(rows));
		expect(probed.left).toEqual([]);
		expect(booksOf(sonar)).toEqual(before);
		expect(sonar.log.length).toBeLessThanOrEqual(100);
	});

	it('names in the answer to an upload that lists do not have', async () => {
		const sonar = await startFull({ characters: ['namesHashed', 'answersRepeatNames'] });
		const probed = await probe(sonar, { account: ACCOUNT });
		expect(rowOf(probed, 'answeredNames')).toBe('handled: 18 of 18 not as in lists');
	});

	it('every character, but for those that are named with their reasons', () => {
		const known = [READ, WRITTEN, UNSEEN].flatMap((table) => Object.keys(table));
		expect(new Set(known)).toEqual(new Set(characterNames));
		for (const name of Object.keys(UNSEEN))
			expect({ ...READ, ...WRITTEN }).not.toHaveProperty(name);
	});
});
