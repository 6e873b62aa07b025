import type { CharacterName } from '../sonar';
import { byId } from './kit';
import { useKitWithNewSonars } from './useKit';

const kit = useKitWithNewSonars();

const byEmail = (value: string) => ({ __rl: true, mode: 'email', value });
const addContact = (email_address: string, contactable_id: string) =>
	kit.sonar.addEntity('Contact', { details: { email_address, contactable_id } });
const numbers = Array.from({ length: 60 }, (_, index) => ({ json: { n: index + 1001 } }));

async function runAll(type: string, parameters: object, input = [{ json: {} }]) {
	kit.sonar.clearLog();
	const result = await kit.run({ type, parameters: parameters as never, input });
	expect(result.error).toBeUndefined();
	return result.items.map(({ json }) => json);
}

async function failAll(type: string, parameters: object, input = numbers) {
	kit.sonar.clearLog();
	const { items } = await kit.run({
		type,
		parameters: parameters as never,
		input,
		onError: 'continueRegularOutput',
	});
	expect(kit.calls).not.toContain('mutation');
	return items.map(({ json }) => json.error);
}

describe.each<CharacterName>(['lagsOneQuery', 'lagsTwoQueries'])('Under %s', (character) => {
	beforeEach(async () => {
		await kit.renewSonar({ characters: [character] });
		kit.sonar.addEntity('Account', { id: '5' });
		kit.sonar.addEntity('InboundMailbox', { id: '3' });
		kit.sonar.catchUp();
	});

	it('a new contact is found, and can reply to the new ticket', async () => {
		addContact('ada@example.com', '5');
		const text = { subject: 'S', description: 'D', body: 'B' };
		const [ticket] = await runAll('sonarCreateTicket', {
			...text,
			relatedTo: 'Account',
			relatedId: byEmail('ada@example.com'),
		});
		expect(ticket!.ticketable_id).toBe('5');
		addContact('bob@example.com', '5');
		const [reply] = await runAll('sonarReplyToTicket', {
			...text,
			ticketId: byId(ticket!.ticket_id as string),
			kind: 'incoming',
			authorEmail: 'bob@example.com',
			options: { onlyKnownSenders: true },
		});
		expect(reply!.ticket_id).toBe(ticket!.ticket_id);
	});

	it('a contact who replied a moment ago is known on the ticket', async () => {
		kit.sonar.addEntity('Ticket', { id: '7' });
		kit.sonar.catchUp();
		const details = { author_email: 'eve@example.com' };
		kit.sonar.addEntity('TicketReply', { ticket_id: '7', details });
		const [reply] = await runAll('sonarReplyToTicket', {
			ticketId: byId('7'),
			kind: 'incoming',
			authorEmail: 'eve@example.com',
			body: 'B',
			options: { onlyKnownSenders: true },
		});
		expect(reply!.ticket_id).toBe('7');
	});

	it('a new mailbox takes a public ticket', async () => {
		kit.sonar.addEntity('InboundMailbox', { id: '4' });
		const [ticket] = await runAll('sonarCreateTicket', {
			ticketType: 'public',
			inboundMailboxId: byId('4'),
			relatedTo: 'none',
			subject: 'S',
			description: 'D',
		});
		expect(kit.sonar.entities('Ticket')).toMatchObject([{ id: ticket!.ticket_id }]);
	});

	it('files are linked to a new ticket, and listed with it', async () => {
		const id = kit.sonar.addEntity('Ticket', {});
		await kit.sonar.addFile({ id: '61', filename: 'a.txt', content: 'a' });
		const ticket = { fileableType: 'Ticket', fileableId: byId(id) };
		await runAll('sonarLinkFile', { ...ticket, fileId: '61' });
		await runAll('sonarListFiles', ticket);
		kit.sonar.catchUp();
		expect(await runAll('sonarListFiles', ticket)).toMatchObject([{ id: '61' }]);
	});

	it('other items do not fail because a ticket is found only a moment later', async () => {
		await kit.sonar.addFile({ filename: 'a.txt', content: 'a' });
		kit.sonar.addEntity('Ticket', { id: '8' });
		kit.sonar.link('61', { type: 'Ticket', id: '8' });
		kit.sonar.catchUp();
		const id = kit.sonar.addEntity('Ticket', {});
		const listed = await runAll(
			'sonarListFiles',
			{
				fileableType: 'Ticket',
				fileableId: '={{ { __rl: true, mode: "id", value: $json.id } }}',
				options: { entitiesPerRequest: 1, parallelRequests: 1 },
			},
			[{ json: { id } }, { json: { id: '8' } }],
		);
		expect(listed).toMatchObject([{ id: '61' }]);
	});
});

describe('Something that does not exist', () => {
	it.each<[string, string, object, number]>([
		[
			'No account in Sonar has a contact with the address 1001@example.com [item 0]',
			'sonarLinkFile',
			{
				fileId: '61',
				fileableType: 'Account',
				fileableId: byEmail('={{ $json.n }}@example.com'),
			},
			4,
		],
		[
			'Sonar has no ticket with the ID 1001 [item 0]',
			'sonarListFiles',
			{ fileableType: 'Ticket', fileableId: byId('={{ $json.n }}') },
			12,
		],
		[
			'Sonar has no ticket with the ID 1001 [item 0]',
			'sonarReplyToTicket',
			{
				ticketId: byId('={{ $json.n }}'),
				kind: 'incoming',
				authorEmail: 'ada@example.com',
				body: 'B',
				options: { onlyKnownSenders: true },
			},
			8,
		],
		[
			'Sonar has no inbound mailbox with the ID 1001 [item 0]',
			'sonarCreateTicket',
			{
				ticketType: 'public',
				inboundMailboxId: byId('={{ $json.n }}'),
				relatedTo: 'none',
				subject: 'S',
				description: 'D',
			},
			4,
		],
	])(
		'is looked up again in one request for 60 items: %s',
		async (message, type, parameters, requests) => {
			const errors = await failAll(type, parameters);
			expect(errors).toHaveLength(60);
			expect(errors[0]).toBe(message);
			expect(new Set(errors).size).toBe(60);
			expect(kit.calls).toHaveLength(requests);
		},
	);
});
