import type { INodeParameters } from 'n8n-workflow';

import type { NodeRun } from '../nodeRun';
import { useKitWithNewSonars } from '../useKit';

const kit = useKitWithNewSonars();
beforeEach(() => {
	const add = (id: string, name: string, details: object) =>
		kit.sonar.addEntity('CustomField', { id, name, details: { ...details } });
	add('1', 'Region', { enum_options: ['North', 'South'] });
	add('2', 'Since', { field_type: 'DATE' });
	add('3', 'Paid', { field_type: 'BOOLEAN' });
	add('4', 'Note', {});
	add('5', 'Height', { entity_type: 'NetworkSite', required: true });
	add('7', 'Size', { enum_options: ['small', 'SMALL', ' Very large '] });
});

const create = async (parameters: INodeParameters, run: Omit<NodeRun, 'type'> = {}) =>
	await kit.run({
		type: 'sonarCreateTicket',
		parameters: { relatedTo: 'none', subject: 'S', description: 'D', ...parameters },
		...run,
	});
const sent = () => kit.asked('createInternalTicket').map(({ input }) => input as never as Sent);
interface Sent {
	subject: string;
	description: string;
	due_date?: string;
	custom_field_data?: Array<{ custom_field_id: string; value: string }>;
}

const withField = (id: string) => ({
	additionalFields: { customFields: { field: [{ id, value: '={{ $json.value }}' }] } },
});

describe('Custom fields', () => {
	it.each<[string, unknown, string]>([
		['1', 'South', 'South'],
		['1', ' south', 'South'],
		['7', 'SMALL', 'SMALL'],
		['7', 'Small', 'small'],
		['7', 'very large', ' Very large '],
		['2', '2026-01-31', '2026-01-31'],
		['2', '2026-01-31T23:30:00', '2026-01-31'],
		// In New York, n8n's default time zone.
		['2', '2026-01-31T02:00:00Z', '2026-01-30'],
		['3', true, '1'],
		['3', 'false', '0'],
		['3', 0, '0'],
		['4', 0, '0'],
		['4', false, 'false'],
		['4', ' as it is\n', ' as it is\n'],
	])('in field %s send %p as %p', async (id, value, expected) => {
		const { error } = await create(withField(id), {
			input: [{ json: { value: value as string } }],
		});
		expect(error).toBeUndefined();
		expect(sent()[0]!.custom_field_data).toEqual([{ custom_field_id: id, value: expected }]);
	});

	it.each(['', ' ', null, undefined])('do not send %p', async (value) => {
		const { error } = await create(withField('1'), { input: [{ json: { value } }] });
		expect(error).toBeUndefined();
		expect(sent()[0]).not.toHaveProperty('custom_field_data');
	});

	it.each<[string, unknown, string]>([
		['1', 'East', 'The custom field Region (#1) is not one of North, South: East'],
		['2', '31.1.2026', 'The custom field Since (#2) is not a date such as 2026-01-31: 31.1.2026'],
		['2', 1769817600000, 'The custom field Since (#2) is not a date'],
		['3', 'maybe', 'The custom field Paid (#3) is not true or false: maybe'],
		['5', 'x', 'no custom field of tickets with the ID 5'],
		['4', { a: 1 }, 'The value of Custom Fields must be text, not an object'],
		['4', ['a'], 'The value of Custom Fields must be text, not a list'],
	])('in field %s refuse %p', async (id, value, message) => {
		const { error } = await create(withField(id), {
			input: [{ json: { value: value as string } }],
		});
		expect(error?.message).toContain(message);
		expect(sent()).toEqual([]);
	});

	it('show the beginning of an invalid value', async () => {
		const { error } = await create(withField('2'), {
			input: [{ json: { value: `  ${'x'.repeat(60)}` } }],
		});
		expect(error?.message).toBe(
			`The custom field Since (#2) is not a date such as 2026-01-31: ${'x'.repeat(50)} [item 0]`,
		);
	});

	it('accept a date object for a date, but not for a text', async () => {
		const ofValue = (id: string) => ({
			additionalFields: {
				customFields: { field: [{ id, value: '={{ new Date(2026, 0, 31) }}' }] },
			},
		});
		const asDate = await create(ofValue('2'));
		expect(asDate.error).toBeUndefined();
		const asText = await create(ofValue('4'));
		expect(asText.error?.message).toMatch(/Note \(#4\) is not text: 2026-01-3\d/);
	});

	it('are named if a required one is missing', async () => {
		kit.sonar.addEntity('CustomField', { id: '6', name: 'Cause', details: { required: true } });
		const { error } = await create(withField('4'), { input: [{ json: { value: 'x' } }] });
		expect(error?.message).toContain('Sonar requires a value for the custom field Cause (#6)');
		const { items } = await create(withField('6'), { input: [{ json: { value: 'x' } }] });
		expect(items).toHaveLength(1);
	});

	it('have one value each', async () => {
		const field = [
			{ id: '4', value: 'a' },
			{ id: '4', value: 'b' },
		];
		const { error } = await create({ additionalFields: { customFields: { field } } });
		expect(error?.message).toContain('Custom Fields has two values for the field 4');
	});
});

describe('Due Date', () => {
	it.each<[string, string]>([
		['2026-01-31', '2026-01-31'],
		['2026-01-31T00:00:00', '2026-01-31'],
		['2026-01-31T02:00:00+00:00', '2026-01-30'],
		['={{ DateTime.fromISO("2026-01-31T02:00:00Z", { zone: "utc" }) }}', '2026-01-30'],
		['={{ new Date(Date.UTC(2026, 0, 31, 2)) }}', '2026-01-30'],
	])('%p is %p in the workflow’s time zone', async (dueDate, day) => {
		const { error } = await create({ additionalFields: { dueDate } });
		expect(error).toBeUndefined();
		expect(sent()[0]!.due_date).toBe(day);
	});
});

describe('A text', () => {
	it('is sent unchanged, except for what Sonar cannot store', async () => {
		await create({
			subject: '={{ "One\\r\\ntwo \\ud800" }}',
			description: '={{ " <b>Hi</b>\\r\\n\\u0000 " }}',
		});
		expect(sent()[0]).toMatchObject({
			subject: 'One two \ufffd',
			description: ' <b>Hi</b>\r\n\ufffd ',
		});
	});

	it('may have 100,000 emoji', async () => {
		const { error } = await create({ description: '={{ "😀".repeat(100000) }}' });
		expect(error).toBeUndefined();
	});

	it('that is too long is cut and attached whole, if Long Text says so', async () => {
		const { items, error } = await create({
			description: '={{ "é".repeat(100001) }}',
			options: { longText: 'attach' },
		});
		expect(error).toBeUndefined();
		const [id] = items[0]!.json.file_ids as string[];
		expect(kit.sonar.files).toMatchObject([
			{ id, filename: 'message.txt', mime_type: 'text/plain' },
		]);
		expect(kit.sonar.content(id!).toString()).toBe('é'.repeat(100_001));
		expect(sent()[0]!.description).toMatch(/é\n\[This text was too long\. The whole is attached/);
	});

	it('may be a number', async () => {
		const { items } = await create({ subject: '={{ 42 }}' });
		expect(items[0]!.json.subject).toBe('42');
	});
});
