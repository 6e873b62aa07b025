import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { answerWith, data, status } from '../sonar/answers';
import { byId } from './kit';
import { useKit } from './useKit';

const kit = useKit({ recordsPerPageLimit: 2 });
beforeAll(() => {
	for (const id of ['1', '2']) kit.sonar.addEntity('Account', { id });
	kit.sonar.addEntity('NetworkSite', { id: '1' });
	kit.sonar.addEntity('Vendor', { id: '9' });
	for (const [email_address, contactable_type, contactable_id] of [
		// Sonar searches for parts of an address: these come before the right one.
		['mada@example.com', 'Account', '2'],
		['ada@example.com.au', 'Account', '2'],
		['ada+home@example.com', 'Account', '2'],
		['Ada@Example.com', 'Account', '1'],
		['ada@example.com', 'Account', '1'],
		['ada@example.com', 'NetworkSite', '1'],
		['team@example.com', 'Account', '1'],
		['team@example.com', 'Account', '2'],
		['vendor@example.com', 'Vendor', '9'],
		[null, 'Account', '2'],
	]) {
		kit.sonar.addEntity('Contact', {
			name: `Contact of ${contactable_id}`,
			details: { email_address, contactable_type, contactable_id },
		});
	}
});

const byEmail = (value = '={{ $json.from }}'): INodeParameters => ({
	__rl: true,
	mode: 'email',
	value,
});
const newFile = async () => await kit.sonar.addFile({ filename: 'a.txt', content: 'a' });

async function link(rows: IDataObject[], fileableType = 'Account') {
	const ids = await Promise.all(rows.map(newFile));
	kit.sonar.clearLog();
	return await kit.run({
		type: 'sonarLinkFile',
		parameters: { fileableType, fileableId: byEmail() },
		input: rows.map((json, index) => ({ json: { ...json, id: ids[index]! } })),
		onError: 'continueRegularOutput',
	});
}

describe('By Email', () => {
	it('looks up the addresses of all items in one request, before anything is linked', async () => {
		const { items } = await link([
			{ from: 'Ada <ada@example.com>' },
			{ from: 'ADA@example.com' },
			{ from: 'ada+home@example.com' },
			{ from: { value: [{ address: 'ada@example.com', name: 'Ada' }], text: '', html: '' } },
			{ from: { address: 'mada@example.com' } },
		]);
		expect(items.map(({ json }) => json.fileable_id ?? json.error)).toEqual([
			'1',
			'1',
			'2',
			'1',
			'2',
		]);
		expect(kit.calls.filter((call) => call === 'mutation')).toHaveLength(1);
		expect(kit.sonar.log[0]!.fields).toHaveLength(3);
		expect(kit.calls.at(-1)).toBe('mutation');
	});

	it('is searched for as written and in lower case', async () => {
		await link([{ from: 'Ada@Example.com' }, { from: 'mada@example.com' }]);
		const searchFor = (search_value: string) => ({
			string_fields: [
				{ attribute: 'email_address', search_value, match: true, partial_matching: true },
			],
		});
		const [first, second] = kit.asked('contacts');
		expect([first!.search, second!.search]).toEqual([
			[searchFor('Ada@Example.com'), searchFor('ada@example.com')],
			[searchFor('mada@example.com')],
		]);
	});

	it('finds an international domain in either spelling, and no other', async () => {
		for (const [email_address, contactable_id] of [
			['Eva@Bücher.example', '1'],
			['xeva@xn--bcher-kva.example', '2'],
			['eva@xn--bcher-lva.example', '2'],
			['uli@xn--bcher-kva.example', '2'],
			['eva@xn--p1ai', '2'],
			['uli@xn--e1afmkfd.xn--p1ai', '1'],
		]) {
			kit.sonar.addEntity('Contact', {
				name: email_address!,
				details: { email_address, contactable_type: 'Account', contactable_id },
			});
		}
		const { items } = await link(
			[
				'eva@xn--bcher-kva.example',
				'EVA@XN--BCHER-KVA.EXAMPLE',
				'eva@bücher.example',
				'eva@BU\u0308CHER.example',
				'uli@bücher.example',
				'eva@рф',
				'uli@пример.рф',
				'eva@bucher.example',
			].map((from) => ({ from })),
		);
		const none = expect.stringContaining(
			'No account in Sonar has a contact with the address',
		) as string;
		expect(items.map(({ json }) => json.fileable_id ?? json.error)).toEqual([
			...Array<string>(4).fill('1'),
			'2',
			'2',
			'1',
			none,
		]);
	});

	const contact = {
		id: '1',
		name: 'Ada',
		email_address: 'eve@example.com',
		contactable_type: 'Account',
		contactable_id: '1',
	};
	it.each<[string, object, string | undefined]>([
		['has blanks around', { email_address: ' Eve@example.com ' }, undefined],
		['is of a contact without a name', { name: null }, undefined],
		['is null', { email_address: null }, 'No account in Sonar has a contact'],
		['is of a contact without an ID', { id: null }, 'without the ID of a contact'],
		['is of an entity without an ID', { contactable_id: '' }, 'without the entity of a contact'],
		[
			'is of an entity without a type',
			{ contactable_type: null },
			'without the type of a contact’s entity',
		],
	])('reads an address that %s', async (_, change, message) => {
		const entities = [{ ...contact, ...change }];
		answerWith(kit.sonar, '/api/graphql', data({ entities }));
		const { items } = await link([{ from: 'eve@example.com' }]);
		const { error, fileable_id: id } = items[0]!.json;
		expect([id, error]).toEqual(
			message ? [undefined, expect.stringContaining(message)] : ['1', undefined],
		);
	});

	it('fails the items whose address matches no entity or several, and names them', async () => {
		const { items } = await link([
			{ from: 'eve@example.com' },
			{ from: 'team@example.com' },
			{ from: 'vendor@example.com' },
			{ from: 'ada@example.com' },
			{ from: 'ada@example.com, eve@example.com' },
			{ from: 'Ada' },
		]);
		expect(items.map(({ json }) => json.fileable_id ?? json.error)).toEqual([
			'No account in Sonar has a contact with the address eve@example.com [item 0]',
			'Contacts of several entities have the address team@example.com: Account 1 (Contact of 1), Account 2 (Contact of 2) [item 1]',
			'No account in Sonar has a contact with the address vendor@example.com. It belongs to a contact of Vendor 9 [item 2]',
			'1',
			'Entity holds more than one email address: ada@example.com, eve@example.com [item 4]',
			'"Ada" is not an email address (Entity) [item 5]',
		]);
	});

	it.each([
		['NetworkSite', 'ada@example.com', '1'],
		['Vendor', 'vendor@example.com', '9'],
	])('finds a %s', async (type, from, id) => {
		const { items } = await link([{ from }], type);
		expect(items[0]!.json).toMatchObject({ fileable_type: type, fileable_id: id, linked: true });
	});

	it('is refused for entities that have no contacts', async () => {
		const { items } = await link([{ from: 'ada@example.com' }], 'Ticket');
		expect(items[0]!.json.error).toContain(
			'By Email finds only Account, Network Site, Vendor, not Ticket',
		);
		expect(kit.calls).toEqual([]);
	});

	it('lists the files of the entity', async () => {
		const { items } = await link([{ from: 'vendor@example.com' }], 'Vendor');
		const listed = await kit.run({
			type: 'sonarListFiles',
			parameters: { fileableType: 'Vendor', fileableId: byEmail('vendor@example.com') },
		});
		expect(listed.items.map(({ json }) => json.id)).toContain(items[0]!.json.file_id);
	});

	it('lists the files of the other items if one address matches nothing', async () => {
		await link([{ from: 'vendor@example.com' }], 'Vendor');
		const { items } = await kit.run({
			type: 'sonarListFiles',
			parameters: { fileableType: 'Vendor', fileableId: byEmail() },
			input: [{ json: { from: 'eve@example.com' } }, { json: { from: 'vendor@example.com' } }],
			onError: 'continueRegularOutput',
		});
		expect(items[0]!.json.error).toContain('No vendor in Sonar has a contact');
		expect(items[1]!.json.fileable_type).toBe('Vendor');
	});

	it('links nothing if the node stops on a failure', async () => {
		const id = await newFile();
		const { error } = await kit.run({
			type: 'sonarLinkFile',
			parameters: { fileId: id, fileableType: 'Account', fileableId: byEmail() },
			input: [{ json: { from: 'ada@example.com' } }, { json: { from: 'eve@example.com' } }],
		});
		expect(error?.message).toContain('[item 1]');
		expect(kit.sonar.files.find((file) => file.id === id)!.fileable_id).toBeNull();
	});

	it('relates a ticket to the account, and fails only the item for which Sonar finds none', async () => {
		answerWith(kit.sonar, '/api/graphql', 'as usual', status(403, '{"message":"No contacts."}'));
		const { items } = await kit.run({
			type: 'sonarCreateTicket',
			parameters: {
				subject: 'S',
				description: 'D',
				relatedTo: 'Account',
				relatedId: '={{ $json.to }}' as never,
			},
			input: [{ json: { to: byEmail('ada@example.com') } }, { json: { to: byId('2') } }],
			onError: 'continueRegularOutput',
		});
		expect(items[0]!.json.error).toContain('No contacts.');
		expect(items[1]!.json.ticketable_id).toBe('2');
	});
});
