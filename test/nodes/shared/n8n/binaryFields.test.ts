import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';

import { findBinaryFiles, type FilesOfItem } from '../../../../nodes/shared/n8n/binaryFields';

const parameter = { label: 'Input Binary Field', mayBeEmpty: false };

const file = (id: string): IBinaryData => ({ id, data: 'filesystem-v2', mimeType: 'text/plain' });

/** An item of an execution in which a node put out the file "other". */
const at = (data: INodeExecutionData, isCombined = false): FilesOfItem => ({
	data,
	isCombined,
	hasGivenFile: (id) => id === 'other',
});

const item: INodeExecutionData = {
	json: { nested: { file: file('nested') } },
	binary: {
		attachment_10: file('10'),
		attachment_2: file('2'),
		data: file('data'),
		'a.b': file('a.b'),
	},
};

const fieldsOf = (value: unknown, of = item) =>
	findBinaryFiles(at(of), value, parameter).map(({ binaryField }) => binaryField);

function errorOf(call: () => unknown): unknown {
	try {
		return call();
	} catch (error) {
		return error;
	}
}

describe('findBinaryFiles', () => {
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
		[[undefined, 'data', null], ['data']],
		['attachment_2, attachment_*', ['attachment_2', 'attachment_10']],
	])('resolves %p to its fields', (value, fields) => {
		expect(fieldsOf(value)).toEqual(fields);
	});

	it('accepts a binary object of this item or of another', () => {
		expect(fieldsOf(item.binary!.data)).toEqual(['data']);
		expect(fieldsOf(file('other'))).toEqual([null]);
	});

	it('distinguishes objects in memory by content', () => {
		const inMemory = { json: {}, binary: { a: { data: 'YQ==', mimeType: 'text/plain' } } };
		expect(fieldsOf({ data: 'YQ==', mimeType: 'text/plain' }, inMemory)).toEqual(['a']);
		expect(fieldsOf({ data: 'Yg==', mimeType: 'text/plain' }, inMemory)).toEqual([null]);
		const stored = { id: 'other', data: 'YQ==', mimeType: 'text/plain' };
		expect(fieldsOf(stored, inMemory)).toEqual([null]);
	});

	it('distinguishes equal contents by name', () => {
		const named = (fileName: string) => ({ data: 'YQ==', mimeType: 'text/plain', fileName });
		const inMemory = { json: {}, binary: { a: named('a.txt'), b: named('b.txt') } };
		expect(fieldsOf(named('b.txt'), inMemory)).toEqual(['b']);
		expect(fieldsOf(named('c.txt'), inMemory)).toEqual([null]);
	});

	it.each<[unknown, boolean]>([
		[{ data: '' }, true],
		[{ data: Buffer.from('a') }, true],
		[{ data: { type: 'Buffer', data: [97] } }, true],
		[{ data: { type: 'Other', data: [97] } }, false],
		[{ data: 5 }, false],
		[{ id: 'other', mimeType: 'text/plain' }, true],
		[{ id: 'other' }, false],
		[{ id: 5, mimeType: 'text/plain' }, false],
		[{ mimeType: 'text/plain' }, false],
		[[], false],
	])('accepts %j as a file: %p', (value, isFile) => {
		const one = { json: {}, binary: { data: value as IBinaryData } };
		const none = 'The item has no binary field "data"';
		expect(errorOf(() => fieldsOf('data', one))).toEqual(
			isFile ? ['data'] : expect.objectContaining({ message: none }),
		);
	});

	it('counts two fields with equal contents as two files', () => {
		const equal = () => ({ data: 'YQ==', mimeType: 'text/plain' });
		const inMemory = { json: {}, binary: { a: equal(), b: equal() } };
		expect(fieldsOf([equal(), equal(), equal()], inMemory)).toEqual(['a', 'b', null]);
	});

	it('accepts all files of an item by expression', () => {
		expect(fieldsOf(item.binary)).toEqual(['attachment_10', 'attachment_2', 'data', 'a.b']);
	});

	// n8n leaves the content out of `$binary`, and of a field of it.
	it.each<[unknown, string[] | undefined]>([
		[{ fileName: 'b.txt', mimeType: 'text/plain' }, ['b']],
		[{ fileName: 'b.txt' }, ['b']],
		[{ mimeType: 'text/plain' }, undefined],
		[{ fileName: 'b.txt', mimeType: 'image/png' }, undefined],
		[{ fileName: 'c.txt', mimeType: 'text/plain' }, undefined],
		[{ a: { fileName: 'a.txt' }, b: {} }, ['a', 'b']],
		[{ a: { fileName: 'a.txt' }, x: {} }, undefined],
		[{ a: 'a.txt' }, undefined],
		[{}, undefined],
	])('finds the files that %j describes: %j', (value, fields) => {
		const named = (fileName: string, data: string) => ({ data, mimeType: 'text/plain', fileName });
		const inMemory = { json: {}, binary: { a: named('a.txt', 'YQ=='), b: named('b.txt', 'Yg==') } };
		if (fields) expect(fieldsOf(value, inMemory)).toEqual(fields);
		else expect(() => fieldsOf(value, inMemory)).toThrow('must be the name of a binary field');
	});

	it('counts files of other items as many as they are', () => {
		const other = () => ({ data: 'eA==', mimeType: 'text/plain' });
		expect(fieldsOf([other(), file('other'), other()])).toEqual([null, null, null]);
	});

	it('finds a field with a comma or an asterisk in its name', () => {
		const odd = { json: {}, binary: { 'a,b': file('1'), 'c*': file('2'), cd: file('3') } };
		expect(fieldsOf(' a,b ', odd)).toEqual(['a,b']);
		expect(fieldsOf('c*', odd)).toEqual(['c*']);
	});

	it('accepts a pattern without a match if no files are allowed', () => {
		const mayBeEmpty = { label: 'Attachments', mayBeEmpty: true };
		expect(findBinaryFiles(at(item), 'x_*', mayBeEmpty)).toEqual([]);
		expect(findBinaryFiles(at(item), '', mayBeEmpty)).toEqual([]);
		expect(() => findBinaryFiles(at(item), 'missing', mayBeEmpty)).toThrow('"missing"');
	});

	it.each([
		['*a*b', 'xaxb', true],
		['*a*b', 'xbxa', false],
		['a*a', 'a', false],
		['a**b', 'ab', true],
		['*ab*ab*', 'abxab', true],
		['*ab*ab*', 'abab', true],
		['*ab*ab*', 'aba', false],
		['*ab*b', 'xab', false],
		['*ab*b', 'xabb', true],
	])('matches %p against %p: %p', (pattern, name, isMeant) => {
		const one = { json: {}, binary: { [name]: file('1') } };
		expect(findBinaryFiles(at(one), pattern, { ...parameter, mayBeEmpty: true })).toHaveLength(
			isMeant ? 1 : 0,
		);
	});

	it('matches a pattern with many asterisks in linear time', () => {
		const one = { json: {}, binary: { ['a'.repeat(240)]: file('1') } };
		expect(() => findBinaryFiles(at(one), `${'*a'.repeat(100)}*b`, parameter)).toThrow(
			'no binary field',
		);
	});

	it('finds fields in n8n’s combined mode', () => {
		const json = { _files: { data: file('data'), note: 'no file' }, nested: { file: file('x') } };
		const fieldsIn = (value: unknown) =>
			findBinaryFiles(at({ json }, true), value, parameter).map(({ binaryField }) => binaryField);
		expect(fieldsIn('*')).toEqual(['data']);
		expect(fieldsIn('_files.data')).toEqual(['_files.data']);
		expect(fieldsIn('nested.file')).toEqual(['nested.file']);
		expect(fieldsIn(file('x'))).toEqual([null]);
	});

	it('never accepts JSON as a file in other modes, whatever it looks like', () => {
		const json = { _files: { data: file('data') }, nested: { file: file('x') } };
		const plain = { json } as unknown as INodeExecutionData;
		for (const value of ['*', 'data', '_files.data', 'nested.file', json, file('x'), [file('x')]]) {
			expect(() => fieldsOf(value, plain)).toThrow();
		}
		expect(() => fieldsOf(file('x'), plain)).toThrow('does not come from a node of this execution');
	});

	it.each([
		['missing', 'The item has no binary field "missing"'],
		['data,missing', 'The item has no binary field "missing"'],
		['x_*', 'The item has no binary field "x_*"'],
		['', 'Input Binary Field is empty'],
		[' , ', 'Input Binary Field is empty'],
		[[], 'Input Binary Field is empty'],
		[undefined, 'Input Binary Field is empty'],
		[null, 'Input Binary Field is empty'],
		[{}, 'Input Binary Field must be the name of a binary field or a file'],
		[
			{ data: { mimeType: 'text/plain' }, note: {} },
			'Input Binary Field must be the name of a binary field or a file',
		],
		// It is like several.
		[{ mimeType: 'text/plain' }, 'Input Binary Field must be the name of a binary field or a file'],
		[{ no: 'file' }, 'Input Binary Field must be the name of a binary field or a file'],
	])('rejects %p and names the fields of the item', (value, message) => {
		expect(errorOf(() => findBinaryFiles(at(item), value, parameter))).toMatchObject({
			message,
			remedy: expect.stringContaining('attachment_10, attachment_2, data, a.b') as string,
		});
	});

	it('says if an item has no files at all', () => {
		expect(errorOf(() => findBinaryFiles(at({ json: {} }), 'data', parameter))).toMatchObject({
			remedy: expect.stringContaining('The item has no binary fields.') as string,
		});
	});
});
