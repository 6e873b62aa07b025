import { useKit } from '../nodes/useKit';
import { reshaped } from '../sonar/answers';
import { faultsOfJson } from './faults';
import {
	answerAlways,
	commonRows,
	expectOutcomes,
	messages,
	outcomesOf,
	type Row,
} from './runFault';
import { itFailsUnreachable } from './unreachable';

const kit = useKit();

interface Entry {
	id: unknown;
	filename: string;
}
interface Answer {
	files: Entry[];
}

const shapes = {
	'no files': reshaped(() => ({ file: {} })),
	'files that are no list': reshaped(({ files }: Answer) => ({ files: files[0] })),
	'fewer files': reshaped(({ files }: Answer) => ({ files: files.slice(0, 1) })),
	'more files': reshaped(({ files }: Answer) => ({ files: [{ id: 1, filename: 'x' }, ...files] })),
	'files in another order': reshaped(({ files }: Answer) => ({ files: files.reverse() })),
	'files of other names': reshaped(({ files }: Answer) => ({
		files: files.map((file) => ({ ...file, filename: `other-${file.filename}` })),
	})),
	'an id that is null': reshaped(({ files }: Answer) => ({
		files: files.map((file) => ({ ...file, id: null })),
	})),
	'ids as text': reshaped(({ files }: Answer) => ({
		files: files.map((file) => ({ ...file, id: String(file.id) })),
	})),
	'errors beside the files': reshaped((body: Answer) => ({ ...body, errors: ['Odd'] })),
};
const faults = { ...faultsOfJson, ...shapes };

const UNKNOWN = 'Whether Sonar stored the files is unknown: check with Sonar List Files';
const unknown = (message: string) => `${message}. ${UNKNOWN}`;

/** Two files in one request. If it is asked what became of them, each that is found is downloaded. */
const table: Row[] = [
	...commonRows(2),
	{ fault: '400', outcome: messages[400], requests: 3, done: 0 },
	{ fault: '413', outcome: messages[413], requests: 3, done: 0 },
	{ fault: '422', outcome: messages[422], requests: 3, done: 0 },
	{
		fault: 'other words under 200',
		outcome: `${messages.otherWords} ${UNKNOWN}`,
		requests: 6,
		done: 0,
	},
	{ fault: '500', outcome: unknown(messages[500]), requests: 6, done: 0 },
	{ fault: '502', outcome: unknown(messages[502]), requests: 6, done: 0 },
	{ fault: '503', outcome: unknown(messages[503]), requests: 6, done: 0 },
	{ fault: '504', outcome: unknown(messages[504]), requests: 6, done: 0 },
	{ fault: 'a reset before the body', outcome: unknown(messages.broke), requests: 6, done: 0 },
	{ fault: 'a reset in the body', outcome: unknown(messages.broke), requests: 6, done: 0 },
	{ fault: 'a reset after the body', outcome: unknown(messages.broke), requests: 6, done: 0 },
	{ fault: 'headers that never come', outcome: unknown(messages.silent), requests: 6, done: 0 },
	{ fault: 'an empty body', outcome: 'done', requests: 5, done: 2 },
	{ fault: 'JSON that is cut', outcome: 'done', requests: 5, done: 2 },
	{ fault: 'a list', outcome: 'done', requests: 5, done: 2 },
	{ fault: 'a web page', outcome: 'done', requests: 5, done: 2 },
	{ fault: 'a 502 page after all was done', outcome: 'done', requests: 5, done: 2 },
	{ fault: 'a reset after all was done', outcome: 'done', requests: 5, done: 2 },
	{ fault: 'a body that stalls', outcome: 'done', requests: 5, done: 2 },
	{ fault: 'a body that breaks off', outcome: 'done', requests: 5, done: 2 },
	{ fault: 'a body without a length that just ends', outcome: 'done', requests: 5, done: 2 },
	{ fault: 'a body in gzip that is cut', outcome: 'done', requests: 5, done: 2 },
	{ fault: 'no files', outcome: 'done', requests: 5, done: 2 },
	{ fault: 'files that are no list', outcome: 'done', requests: 5, done: 2 },
	{ fault: 'fewer files', outcome: 'done', requests: 4, done: 2 },
	{ fault: 'more files', outcome: 'done', requests: 1, done: 2 },
	{ fault: 'files in another order', outcome: 'done', requests: 1, done: 2 },
	{ fault: 'files of other names', outcome: 'done', requests: 2, done: 2 },
	{ fault: 'an id that is null', outcome: 'done', requests: 5, done: 2 },
	{ fault: 'ids as text', outcome: 'done', requests: 1, done: 2 },
	{ fault: 'errors beside the files', outcome: 'done', requests: 1, done: 2 },
];

let rows = 0;

/** Under new names in each row: virtual time may stand still, so the file of a row before looks as new. */
async function twoFiles() {
	rows += 1;
	return await kit.items(`a${rows}.txt`, `b${rows}.txt`);
}

describe('Upload', () => {
	it('has a row for every fault', () => {
		expect(table.map(({ fault }) => fault).sort()).toEqual(Object.keys(faults).sort());
	});

	it.each(table)('ends as the table says after $fault', async (row) => {
		const before = kit.sonar.files.length;
		const fault = faults[row.fault as keyof typeof faults];
		answerAlways(kit, '/api/files', fault, row.isOnce ? 1 : undefined, 'POST');
		const outcomes = await outcomesOf(kit, { type: 'sonarUploadFile', input: await twoFiles() });
		expectOutcomes(outcomes, row.outcome);
		expect(outcomes).toHaveLength(2);
		expect(kit.calls).toHaveLength(row.requests);
		expect(kit.sonar.files).toHaveLength(before + row.done);
	});

	itFailsUnreachable(kit, { message: unknown(messages.broke), connections: 5 }, async () => ({
		type: 'sonarUploadFile',
		input: await twoFiles(),
	}));
});
