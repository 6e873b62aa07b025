import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';

import { inputFilesOf, nameInSonar } from '../../../nodes/shared/inputFiles';

const file = (id: string): IBinaryData => ({ id, data: 'filesystem-v2', mimeType: 'text/plain' });

const item: INodeExecutionData = {
	json: { nested: { file: file('nested') } },
	binary: {
		attachment_10: file('10'),
		attachment_2: file('2'),
		data: file('data'),
		'a.b': file('a.b'),
	},
};

const fieldsOf = (value: unknown, of = item) => inputFilesOf(of, value).map(({ field }) => field);

function errorOf(call: () => unknown): unknown {
	try {
		return call();
	} catch (error) {
		return error;
	}
}

describe('inputFilesOf', () => {
	it.each<[unknown, string[]]>([
		['data', ['data']],
		[' data , attachment_2 ', ['data', 'attachment_2']],
		['attachment_*', ['attachment_2', 'attachment_10']],
		['*', ['a.b', 'attachment_2', 'attachment_10', 'data']],
		['a.*', ['a.b']],
		['*_10', ['attachment_10']],
		[
			['data', 'attachment_*'],
			['data', 'attachment_2', 'attachment_10'],
		],
		['attachment_2, attachment_*', ['attachment_2', 'attachment_10']],
		['nested.file', ['nested.file']],
	])('finds the fields that %p means', (value, fields) => {
		expect(fieldsOf(value)).toEqual(fields);
	});

	it('takes a binary object of this item, and one of another', () => {
		expect(fieldsOf(item.binary!.data)).toEqual(['data']);
		expect(fieldsOf([file('other'), file('another')])).toEqual([null, null]);
	});

	it('tells objects in memory apart by their content', () => {
		const inMemory = { json: {}, binary: { a: { data: 'YQ==', mimeType: 'text/plain' } } };
		expect(fieldsOf({ data: 'YQ==', mimeType: 'text/plain' }, inMemory)).toEqual(['a']);
		expect(fieldsOf({ data: 'Yg==', mimeType: 'text/plain' }, inMemory)).toEqual([null]);
	});

	it('finds the fields of n8n’s combined mode', () => {
		const combined = { json: { _files: { data: file('data'), note: 'no file' } } };
		expect(fieldsOf('*', combined as unknown as INodeExecutionData)).toEqual(['data']);
		expect(fieldsOf('_files.data', combined as unknown as INodeExecutionData)).toEqual([
			'_files.data',
		]);
	});

	it.each([
		['missing', 'The item has no binary field "missing"'],
		['data,missing', 'The item has no binary field "missing"'],
		['x_*', 'The item has no binary field "x_*"'],
		['', 'Input Binary Field is empty'],
		[' , ', 'Input Binary Field is empty'],
		[[], 'Input Binary Field is empty'],
		[undefined, 'Input Binary Field is empty'],
		[{ no: 'file' }, 'Input Binary Field is empty'],
	])('refuses %p and names the fields that are there', (value, message) => {
		expect(errorOf(() => inputFilesOf(item, value))).toMatchObject({
			message,
			remedy: expect.stringContaining('attachment_10, attachment_2, data, a.b') as string,
		});
	});

	it('says so where an item has no files at all', () => {
		expect(errorOf(() => inputFilesOf({ json: {} }, 'data'))).toMatchObject({
			remedy: expect.stringContaining('no binary fields at all') as string,
		});
	});
});

describe('nameInSonar', () => {
	const pdf = { ...file('1'), fileName: 'scan.pdf', fileExtension: 'pdf' };

	it.each([
		['', 'scan.pdf'],
		['contract', 'contract.pdf'],
		['contract.docx', 'contract.docx'],
		['../contract', 'contract.pdf'],
	])('with the name %p given is %p', (given, name) => {
		expect(nameInSonar(pdf, given)).toBe(name);
	});

	it('numbers several files of an item', () => {
		expect(nameInSonar(pdf, 'contract', { index: 0, count: 2 })).toBe('contract_1.pdf');
		expect(nameInSonar(pdf, 'contract.txt', { index: 1, count: 2 })).toBe('contract_2.txt');
		expect(nameInSonar(pdf, 'contract', { index: 0, count: 1 })).toBe('contract.pdf');
	});

	it('gives a file without a name one, since PHP takes it for no file otherwise', () => {
		expect(nameInSonar({ ...file('1'), fileExtension: 'pdf' }, '')).toBe('file.pdf');
		expect(nameInSonar(file('1'), '')).toBe('file');
		expect(nameInSonar({ ...file('1'), fileExtension: 'pdf' }, 'x')).toBe('x.pdf');
	});
});
