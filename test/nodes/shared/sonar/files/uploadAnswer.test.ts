import { Readable } from 'node:stream';

import { parseUpload, toUploaded } from '../../../../../nodes/shared/sonar/files/uploadAnswer';

const QUESTION = 'Whether Sonar stored the files is unknown';
const parse = (files: unknown) =>
	parseUpload({ status: 200, headers: {}, text: JSON.stringify({ files }) });
const file = { name: 'a.txt', size: 1, mimeType: 'text/plain', open: () => Readable.from([]) };
const read = (entry?: Record<string, unknown>) => toUploaded(file, entry, QUESTION);

describe('The answer to an upload', () => {
	it('is a list, or an object if PHP wrote a list with gaps', () => {
		expect(parse([{ id: 1 }, { id: 2 }])).toEqual([{ id: 1 }, { id: 2 }]);
		expect(parse({ 0: { id: 1 }, 2: { id: 2 } })).toEqual([{ id: 1 }, { id: 2 }]);
		expect(parse([null, 'text', [], { id: 1 }])).toEqual([{ id: 1 }]);
	});

	it.each([[undefined], [null], ['text'], [[]], [{}], [['a', null]]])(
		'lists no files if it is %j',
		(files) => {
			expect(() => parse(files)).toThrow(
				expect.objectContaining({
					code: 'incomplete',
					message: 'Sonar’s answer to the upload lists no files',
					status: 200,
				}) as Error,
			);
		},
	);
});

it('The error for an answer without files quotes Sonar', () => {
	const text = '{"errors":[{"message":"The queue is full."}]}';
	expect(() => parseUpload({ status: 200, headers: {}, text })).toThrow(
		'Sonar’s answer to the upload lists no files: The queue is full.',
	);
});

describe('The entry of a file', () => {
	it.each([
		[61, 'a.pdf', { id: '61', filename: 'a.pdf' }],
		['61', 'a.pdf', { id: '61', filename: 'a.pdf' }],
		['9223372036854775807', null, { id: '9223372036854775807', filename: '' }],
	])('with the ID %p and the name %p is stored', (id, filename, value) => {
		expect(read({ id, filename, stored: true, failure_message: 'none' })).toEqual({
			status: 'done',
			value: { ...value, stored: true, failure_message: null },
			effects: [],
		});
	});

	it.each<[Record<string, unknown> | undefined, string]>([
		[undefined, 'Sonar’s answer does not say what became of this file'],
		[{ stored: true }, 'Sonar stored the file but gave no ID for it'],
		[{ stored: true, id: 0 }, 'Sonar stored the file but gave no ID for it'],
		[{ stored: true, id: 'x' }, 'Sonar stored the file but gave no ID for it'],
		[{ stored: false, id: 61 }, 'Sonar does not say whether it stored the file'],
		[{ id: 61 }, 'Sonar does not say whether it stored the file'],
		[{}, 'Sonar does not say whether it stored the file'],
		[{ stored: 'true', id: 61 }, 'Sonar does not say whether it stored the file'],
	])('%j leaves the outcome unknown', (entry, message) => {
		expect(read(entry)).toMatchObject({
			status: 'failed',
			error: { code: 'unclear', message, isUnsure: true, unknownOutcome: QUESTION },
		});
	});

	it.each([
		[{ stored: false }, undefined],
		[{ stored: false, failure_message: 'Too large.' }, 'Too large.'],
		[{ stored: false, id: 61, failure_message: 'Too large.' }, 'Too large.'],
		[{ failure_message: ['Too large.', 'And odd.'] }, 'Too large.; And odd.'],
	])('%j is a refusal', (entry, reason) => {
		expect(read(entry)).toMatchObject({
			status: 'failed',
			error: {
				code: 'refusedFile',
				message: `Sonar refused a.txt: ${reason ?? 'it gave no reason'}`,
				reason,
				isUnsure: false,
			},
		});
	});
});
