import { fileIds, longText } from '../../../../nodes/shared/fields/attachmentFields';
import { customFields } from '../../../../nodes/shared/fields/customFieldValues';
import { toLabel } from '../../../../nodes/shared/sonar/entities/typeLabels';
import {
	buildContactLocator,
	buildEntityLocator,
	buildOptionalLocator,
	toEntityRef,
} from '../../../../nodes/shared/fields/entityLocator';
import type { Field } from '../../../../nodes/shared/fields/Field';
import { ticketCategoryIds } from '../../../../nodes/shared/fields/ticketFields';
import { parseField } from './parseField';

describe('Values of custom fields', () => {
	const row = (value: unknown, id: unknown = 3) => ({ field: [{ id, value }] });

	it.each([[undefined], [null], [''], [{}], [{ field: null }], [{ field: [] }], [[]]])(
		'are none in %j',
		(value) => {
			expect(parseField(customFields, value)).toEqual([]);
		},
	);

	it.each(['', '  ', null, undefined])('are not sent if they are %p', (value) => {
		expect(parseField(customFields, row(value, ''))).toEqual([]);
	});

	it.each<[unknown, string | undefined, string | undefined]>([
		['North', 'North', undefined],
		[0, '0', undefined],
		[false, 'false', undefined],
		['2026-01-31', '2026-01-31', '2026-01-31'],
		['2026-01-31T03:00:00Z', '2026-01-31T03:00:00Z', '2026-01-30'],
		[new Date('2026-01-31T03:00:00Z'), undefined, '2026-01-30'],
		['2026-02-30', '2026-02-30', undefined],
	])('given as %p are the text %p and the day %p', (value, text, day) => {
		expect(parseField(customFields, row(value))).toEqual([{ id: '3', text, day }]);
		expect(parseField(customFields, row(value).field)).toEqual([{ id: '3', text, day }]);
	});

	it.each<[unknown, string]>([
		['text', 'Custom Fields must be a list of fields, not "text"'],
		[5, 'Custom Fields must be a list of fields, not 5'],
		[{ field: 'text' }, 'Custom Fields must be a list of fields, not an object'],
		[['text'], 'Custom Fields must be a list of fields, not "text"'],
		[row({}), 'The value of Custom Fields must be text, not an object'],
		[row(['2026-01-31']), 'The value of Custom Fields must be text, not a list'],
		[row('a', ''), 'Field is empty'],
		[row('a', 'x'), 'Field must be a number such as 61, not "x"'],
	])('cannot be %j', (value, message) => {
		expect(() => parseField(customFields, value)).toThrow(
			expect.objectContaining({ message }) as Error,
		);
	});

	it('are at most one for each field', () => {
		const rows = [
			{ id: 3, value: 'a' },
			{ id: 4, value: 'b' },
			{ id: '03', value: 'c' },
		];
		expect(() => parseField(customFields, rows)).toThrow(
			expect.objectContaining({
				message: 'Custom Fields has two values for the field 3',
				remedy: 'Remove one of them.',
			}) as Error,
		);
		expect(parseField(customFields, rows.slice(0, 2))).toHaveLength(2);
	});
});

describe.each([
	['Categories', ticketCategoryIds],
	['File IDs', fileIds],
])('%s', (_, field) => {
	it('accepts none, one, several or a list', () => {
		for (const value of ['', null, undefined, []]) expect(parseField(field, value)).toEqual([]);
		expect(parseField(field, 61)).toEqual(['61']);
		expect(parseField(field, '61, 62')).toEqual(['61', '62']);
		expect(parseField(field, [61, ['62']])).toEqual(['61', '62']);
		expect(() => parseField(field, 'x')).toThrow('must be a number such as 61, not "x"');
	});
});

it('A text that is too long is an error by default', () => {
	expect([parseField(longText, ''), parseField(longText, 'attach')]).toEqual(['error', 'attach']);
});

describe('A locator', () => {
	const options = { label: 'Entity', description: 'One', searchListMethod: 'searchThem' };
	const located = (value: unknown, mode = 'list') => ({ __rl: true, mode, value });

	it('accepts an ID from its list, typed or bare', () => {
		for (const field of [buildEntityLocator(options), buildOptionalLocator(options)]) {
			expect(parseField(field, located('61'))).toBe('61');
			expect(parseField(field, located(61, 'id'))).toBe('61');
			expect(parseField(field, 61)).toBe('61');
			expect(() => parseField(field, located('x'))).toThrow(
				'Entity must be a number such as 61, not "x"',
			);
			expect(() => parseField(field, { value: 61 })).toThrow(
				'Entity must be a number such as 61, not an object',
			);
		}
	});

	it('is an error or undefined if it is empty', () => {
		for (const empty of ['', null, located('')]) {
			expect(() => parseField(buildEntityLocator(options), empty)).toThrow('Entity is empty');
			expect(parseField(buildOptionalLocator(options), empty)).toBeUndefined();
		}
	});

	it('may accept the email address of a contact', () => {
		const field = buildContactLocator(options);
		expect(parseField(field, located('ada@example.com', 'email'))).toEqual({
			email: 'ada@example.com',
		});
		expect(parseField(field, located('61'))).toEqual({ id: '61' });
		expect(() => parseField(field, located('ada@example.com'))).toThrow(
			'Entity must be a number such as 61',
		);
		expect(() => parseField(field, located('61', 'email'))).toThrow(
			'is not an email address (Entity)',
		);
	});

	it('shows its modes in the editor', () => {
		const modesOf = ({ property }: Field<unknown>) => property.modes?.map(({ name }) => name);
		expect(modesOf(buildEntityLocator(options))).toEqual(['list', 'id']);
		expect(modesOf(buildEntityLocator({ ...options, pageType: 'Ticket' }))).toEqual([
			'list',
			'id',
			'url',
		]);
		expect(modesOf(buildContactLocator(options))).toEqual(['list', 'id', 'url', 'email']);
		const [list] = buildEntityLocator({ ...options, dependsOn: ['type'] }).property.modes!;
		expect(list).toMatchObject({
			placeholder: 'Choose an entity',
			typeOptions: { searchListMethod: 'searchThem', searchable: true },
		});
		const user = buildOptionalLocator({ ...options, label: 'Ticket Group' });
		expect(user.property.modes![0]!.placeholder).toBe('Choose a ticket group');
		expect(user.property.typeOptions).toBeUndefined();
		const dependent = buildEntityLocator({ ...options, dependsOn: ['type'] }).property;
		expect(dependent.typeOptions).toEqual({ loadOptionsDependsOn: ['type'] });
		expect([dependent.required, user.property.required]).toEqual([true, undefined]);
		expect(dependent).toMatchObject({
			displayName: 'Entity',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			description: 'One',
		});
		const contact = buildContactLocator({ ...options, label: 'Big Entity' }).property;
		expect(contact.required).toBe(true);
		expect(contact.modes!.map(({ placeholder }) => placeholder)).toEqual([
			'Choose a big entity',
			'e.g. 49',
			'e.g. https://example.sonar.software/app#/tickets/show/7',
			'e.g. ada@example.com',
		]);
		expect(contact.modes!.map(({ typeOptions }) => typeOptions)).toEqual([
			{ searchListMethod: 'searchThem', searchable: true },
			undefined,
			undefined,
			undefined,
		]);
	});

	it('finds by email only types that have contacts', () => {
		expect(toEntityRef('Ticket', { id: '7' })).toEqual({ type: 'Ticket', id: '7' });
		const email = 'ada@example.com';
		expect(toEntityRef('Account', { email })).toEqual({ type: 'Account', email });
		expect(() => toEntityRef('Ticket', { email })).toThrow(
			expect.objectContaining({
				message: 'By Email finds only Account, Network Site, Vendor, not Ticket',
				remedy: 'Choose the entity from the list, or enter its ID.',
			}) as Error,
		);
	});
});

it.each([
	['TicketReply', 'Ticket Reply'],
	['AchBatch', 'ACH Batch'],
	['FccForm477Report', 'FCC Form 477 Report'],
	['Ipv4Pool', 'IPv4 Pool'],
	['SLA', 'SLA'],
	['Account', 'Account'],
])('The type %s is shown as %s', (name, label) => {
	expect(toLabel(name)).toBe(label);
});
