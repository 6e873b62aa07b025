import {
	buildCollection,
	buildOptions,
	describeValue,
} from '../../../../nodes/shared/fields/Field';
import { fileableTypes } from '../../../../nodes/shared/fields/fileFields';
import { buildText, buildYesNo } from '../../../../nodes/shared/fields/values';
import { messageOf } from '../../../../nodes/shared/sonar/guards';

const source = { get: () => undefined, timezone: 'Europe/Berlin' };

const name = buildText({ displayName: 'Name', type: 'string', default: '' });
const flag = buildYesNo({ displayName: 'Flag', type: 'boolean', default: false }, false);

describe('A collection of fields', () => {
	it.each([undefined, null, '', {}])('returns the defaults of its fields for %p', (value) => {
		expect(buildOptions({ name, flag }).parse(value, source)).toEqual({
			name: undefined,
			flag: false,
		});
	});

	it('lists its fields under their names', () => {
		const display = { displayOptions: { show: { scope: ['all'] } } };
		expect(buildCollection({ displayName: 'Sort', ...display }, { name, flag }).property).toEqual({
			displayName: 'Sort',
			...display,
			type: 'collection',
			default: {},
			options: [
				{ displayName: 'Name', type: 'string', default: '', name: 'name' },
				{ displayName: 'Flag', type: 'boolean', default: false, name: 'flag' },
			],
		});
		expect(buildOptions({ name }).property).toMatchObject({
			displayName: 'Options',
			placeholder: 'Add option',
		});
	});

	it.each([['text'], [5], [['a']]])('refuses %p', (value) => {
		const sort = buildCollection({ displayName: 'Sort' }, { name });
		expect(() => sort.parse(value, source)).toThrow('Sort must be an object with fields');
	});
});

describe('Entity types of the trigger', () => {
	it.each<[unknown, string[]]>([
		[[], []],
		[undefined, []],
		['', []],
		[[' ', null], []],
		['Ticket,Account', ['Ticket', 'Account']],
		[
			['Ticket', ' Account , Job'],
			['Ticket', 'Account', 'Job'],
		],
	])('given as %p are read as %p', (value, types) => {
		expect(fileableTypes.parse(value, source)).toEqual(types);
	});

	it.each([[5], [{}], [['Ticket', 'no type']]])('refuse %p', (value) => {
		expect(() => fileableTypes.parse(value, source)).toThrow(
			'Entity Type must be the name of a type',
		);
	});
});

describe('A wrong value', () => {
	it.each([
		[' text ', 'text'],
		['x'.repeat(60), 'x'.repeat(50)],
		[5, '5'],
		[true, 'true'],
		[['a'], 'a list'],
		[{}, 'an object'],
		[undefined, 'undefined'],
	])('%p is shown as %p', (value, shown) => {
		expect(describeValue(value)).toBe(shown);
	});
});

describe('messageOf', () => {
	it.each([
		[new Error('a'), 'a'],
		[new Error(''), 'an error without a message'],
		[{ message: 5 }, 'an error without a message'],
		['text', 'an error without a message'],
		[undefined, 'an error without a message'],
	])('of %p is %p', (error, message) => {
		expect(messageOf(error)).toBe(message);
	});
});
