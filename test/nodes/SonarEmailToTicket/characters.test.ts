import type { CharacterName } from '../../sonar';
import { useKit } from '../useKit';
import { addCustomers, JANE, run, runItems } from './emails';

const kit = useKit();

const SENT = '<sent@sonar.example.com>';

/** Ways in which a Sonar may answer what this node alone asks. */
const NAMES: CharacterName[] = [
	'createAnswersNull',
	'createFailsBelow',
	'fewFieldsPerQuery',
	'largeIds',
	'nestedListsWholeUnsaid',
	'nullRows',
	'numbersAsText',
	'pageInfoRefused',
	'pagesOf10',
	'searchesInCase',
	'textAsNumbers',
];

describe('Email to Ticket', () => {
	it.each(NAMES)('finds its tickets and accounts under %s', async (name) => {
		await kit.renewSonar({ characters: [name] });
		addCustomers(kit);
		const details = { headers: `Message-ID: ${SENT}` };
		kit.sonar.addEntity('TicketReply', { ticket_id: '8', details });
		kit.sonar.changeEntity('Ticket', '7', { status: 'CLOSED', closed_at: '2026-01-01T00:00:00Z' });
		const files = [{ name: 'a.txt', content: 'a' }];
		const headers = { 'Message-ID': `<${name}@example.com>`, 'In-Reply-To': SENT };
		const { tickets, replies, skipped, error, filesOf } = await run(kit, [
			{ from: 'JANE@Example.com', subject: 'New', text: 'T', files },
			{ from: JANE, subject: '[#7]', text: 'T', files },
			{ from: 'Farm@example.com', subject: 'Re', text: 'T', headers, files },
		]);
		expect(error).toBeUndefined();
		expect(skipped).toEqual([]);
		expect(tickets).toMatchObject([{ ticketable_type: 'Account', ticketable_id: '1' }]);
		expect(replies).toMatchObject([
			{ ticket_id: '7', reopened: true },
			{ ticket_id: '8', reopened: false },
		]);
		for (const item of [...tickets, ...replies]) expect(filesOf(item)).toEqual(['a.txt']);
	});

	it('says which attachments its item lacks', async () => {
		await kit.renewSonar();
		addCustomers(kit);
		const { tickets, hints, textOf, error } = await runItems(kit, [
			{
				json: {
					id: 'g1',
					threadId: 't1',
					payload: {
						mimeType: 'multipart/mixed',
						headers: [
							{ name: 'From', value: JANE },
							{ name: 'Subject', value: 'New' },
							{ name: 'Message-ID', value: '<gmail@example.com>' },
						],
						parts: [
							{ mimeType: 'text/plain', filename: '', body: { size: 1, data: 'VA' } },
							{
								mimeType: 'application/pdf',
								filename: 'bill.pdf',
								body: { attachmentId: 'a1', size: 9 },
							},
						],
					},
				},
			},
		]);
		expect(error).toBeUndefined();
		expect(tickets[0]!.left_out).toEqual([
			{ filename: 'bill.pdf', reason: expect.stringContaining('Download Attachments') as string },
		]);
		expect(textOf(tickets[0]!)).toContain('[Not attached: bill.pdf (');
		expect(hints[0]!.message).toContain('bill.pdf');
	});
});
