import type { Sonar } from './types';

/** A minimal PDF of one empty page, which most readers open. */
const PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`;

/** The reply and the file of Sonar's article about files, and accounts to link more files to. */
export async function addSampleData(sonar: Sonar): Promise<void> {
	sonar.addEntity('Account', { id: '1', name: 'Jane Example' });
	sonar.addEntity('Account', { id: '2', name: 'Example Farm' });
	sonar.addEntity('Contact', {
		id: '1',
		name: 'Jane Doe',
		details: {
			email_address: 'jane.doe@example.com',
			contactable_type: 'Account',
			contactable_id: '1',
		},
	});
	sonar.addEntity('Ticket', {
		id: '7',
		subject: 'Landlord permission for the antenna',
		details: { ticketable_type: 'Account', ticketable_id: '1' },
	});
	sonar.addEntity('TicketReply', {
		id: '49',
		ticket_id: '7',
		incoming: true,
		author: 'jane@example.com',
		body: 'The signed form is attached.',
	});
	await sonar.addFile({
		id: '418',
		filename: 'Wireless Landlord form.pdf',
		content: PDF,
		mime_type: 'application/pdf',
		fileable_type: 'TicketReply',
		fileable_id: '49',
	});
}
