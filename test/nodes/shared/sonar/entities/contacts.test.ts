import { isSameEmailAddress } from '../../../../../nodes/shared/sonar/addressKey';
import {
	buildAddressSearch,
	findByContacts,
} from '../../../../../nodes/shared/sonar/entities/contacts';
import { SonarClient } from '../../../../../nodes/shared/sonar/http/SonarClient';
import { page } from '../files/pages';
import { answerFields, useQuietServer } from '../http/quietServer';

const quiet = useQuietServer();

const contact = (email: unknown, entity: string, id: number, name: unknown = 'Ada') => ({
	name,
	email_address: email,
	contactable_type: entity,
	contactable_id: String(id),
});

/** Sonar gives the same contacts for each address. */
function answerContacts(...contacts: object[]): string[][] {
	const rows = contacts.map((one, index) => ({ id: index + 1, ...one }));
	const asked: string[][] = [];
	quiet.answerGraphql(({ variables }) => {
		const searches = Object.values<unknown>(variables).filter(Array.isArray) as object[][];
		const lists = searches.filter(([first]) => first && 'string_fields' in first);
		asked.push(lists.map((list) => JSON.stringify(list)));
		return answerFields(lists.map(() => page(rows)));
	});
	return asked;
}

async function find(type: string, ...emails: string[]) {
	const wanted = emails.map((email) => ({ type, email }));
	const found = await findByContacts(new SonarClient(quiet.host()), wanted);
	return wanted.map((one) => found.get(one)!);
}

describe('An email address', () => {
	it('is equal in any case, and with spaces around it', () => {
		expect(isSameEmailAddress(' ADA@example.com', 'ada@Example.com ')).toBe(true);
		expect(isSameEmailAddress('ada@example.com ', ' ADA@example.com')).toBe(true);
		expect(isSameEmailAddress('ada@example.com', 'ada@example.co')).toBe(false);
	});

	it('is equal in both spellings of an international domain, but not of part of one', () => {
		const ascii = 'ada@xn--bcher-kva.example';
		for (const same of ['ada@bücher.example', 'ADA@BÜCHER.EXAMPLE', 'ada@bu\u0308cher.example']) {
			expect(isSameEmailAddress(same, ascii)).toBe(true);
		}
		// As URLs, these have the same host.
		for (const other of ['/x', ':80', '?x', '#x', '.']) {
			expect(isSameEmailAddress(`ada@bücher.example${other}`, ascii)).toBe(false);
		}
		expect(isSameEmailAddress('bücher.example', 'xn--bcher-kva.example')).toBe(true);
		expect(isSameEmailAddress('ädä@xn--bcher-kva.example', 'ada@bücher.example')).toBe(false);
		expect(isSameEmailAddress('ada@xn--a-ü.example', 'ada@xn--a-ü.example')).toBe(true);
	});

	it('is searched for as given and in lower case', () => {
		const search = (search_value: string) => ({
			string_fields: [{ attribute: 'a', search_value, match: true, partial_matching: true }],
		});
		expect(buildAddressSearch('a', 'x@y.z')).toEqual([search('x@y.z')]);
		expect(buildAddressSearch('a', 'X@y.z')).toEqual([search('X@y.z'), search('x@y.z')]);
	});
});

describe('Finding an entity by the address of a contact', () => {
	it('gives the only entity of the type that has exactly this address', async () => {
		answerContacts(
			contact('ada@example.com', 'Account', 1),
			contact('ADA@example.com', 'Account', 1),
			contact('ada@example.com', 'Vendor', 2),
			contact('xada@example.com', 'Account', 3),
			contact(null, 'Account', 4, null),
		);
		expect(await find('Account', 'Ada@example.com')).toMatchObject([
			{ status: 'done', value: '1' },
		]);
	});

	it('asks for each address once, in the first spelling, and again if no contact has it', async () => {
		const asked = answerContacts(contact('ada@example.com', 'Account', 1));
		const [first, second, other] = await find(
			'Account',
			'Ada@example.com',
			'ADA@example.com',
			'bob@example.com',
		);
		expect([first!.status, second!.status, other!.status]).toEqual(['done', 'done', 'failed']);
		expect(asked.map(({ length }) => length)).toEqual([2, 1, 1, 1]);
		expect(asked[0]![0]).toContain('"Ada@example.com"');
	});

	it.each([
		['Account', 'account'],
		['NetworkSite', 'network site'],
		['Vendor', 'vendor'],
	])('says of the type %s that no %s has a contact with the address', async (type, named) => {
		answerContacts(contact(undefined, type, 1), contact('', type, 2, 5));
		expect(await find(type, 'eve@example.com')).toMatchObject([
			{
				error: {
					code: 'noContact',
					message: `No ${named} in Sonar has a contact with the address eve@example.com`,
					context: { entities: [] },
				},
			},
		]);
	});

	it('names entities of another type, but does not give one', async () => {
		answerContacts(
			contact('ada@example.com', 'Vendor', 2),
			contact('ada@example.com', 'Vendor', 2),
		);
		expect(await find('Account', 'ada@example.com')).toMatchObject([
			{
				error: {
					message:
						'No account in Sonar has a contact with the address ada@example.com. It belongs to a contact of Vendor 2',
					context: { entities: ['Vendor 2'] },
				},
			},
		]);
	});

	it('fails if several entities have the address, and names them', async () => {
		answerContacts(
			contact('ada@example.com', 'Account', 1),
			contact('ada@example.com', 'Account', 2, null),
			contact('ada@example.com', 'Account', 2, null),
		);
		expect(await find('Account', 'ada@example.com')).toMatchObject([
			{
				error: {
					code: 'notUnique',
					message:
						'Contacts of several entities have the address ada@example.com: Account 1 (Ada), Account 2 ()',
					context: { entities: ['Account 1 (Ada)', 'Account 2 ()'] },
				},
			},
		]);
	});

	it.each([
		[{ id: null }, 'Sonar answered without the ID of a contact'],
		[{ contactable_id: 'x' }, 'Sonar answered without the entity of a contact'],
		[{ contactable_type: 5 }, 'Sonar answered without the type of a contact’s entity'],
	])('fails if Sonar answers with %j', async (change, message) => {
		answerContacts({ ...contact('ada@example.com', 'Account', 1), ...change });
		expect(await find('Account', 'ada@example.com')).toMatchObject([
			{ error: { code: 'incomplete', message } },
		]);
	});
});
