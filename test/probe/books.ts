import type { Sonar } from '../sonar';

/** The account that the probe may link files to. */
export const ACCOUNT = '918273645';
export const TICKET = '827364518';
/** The ticket that the probe may change. */
export const OWN_TICKET = '827364599';

/**
 * What a small provider has: enough of everything for the probe to see it by. Names and ids are such
 * that they cannot stand in a report by chance.
 */
export async function addBooks(sonar: Sonar): Promise<void> {
	sonar.addEntity('Account', { id: ACCOUNT, name: 'Quendolin Hapsburg' });
	sonar.addEntity('User', { id: '645182937', name: 'Ottokar Brandt' });
	addTickets(sonar);
	for (let number = 1; number <= 28; number += 1) {
		const isOfAccount = number % 3 === 0;
		await sonar.addFile({
			filename: `Lease Contract ${number}.pdf`,
			content: 'x'.repeat(number * 10),
			mime_type: 'application/pdf',
			...(isOfAccount ? { fileable_type: 'Account', fileable_id: ACCOUNT } : {}),
		});
	}
	await sonar.addFile({
		filename: 'Wobbling antenna.pdf',
		content: 'a report',
		mime_type: 'application/pdf',
		fileable_type: 'TicketReply',
		fileable_id: '736451830',
	});
	await sonar.addFile({
		filename: 'Rooftop.png',
		content: 'no real picture',
		mime_type: 'image/png',
		fileable_type: 'Account',
		fileable_id: ACCOUNT,
		primary_image: true,
	});
}

const GROUP = '546372819';
export const FIELDS = ['453627181', '453627182'];

/** The ticket with replies, one to change, and ten more. */
function addTickets(sonar: Sonar): void {
	sonar.addEntity('TicketGroup', { id: GROUP, name: 'Ladder crew' });
	sonar.addEntity('TicketCategory', { id: '372819454', name: 'Wind damage' });
	for (const id of FIELDS) sonar.addEntity('CustomField', { id, name: `Mast ${id}` });
	sonar.addEntity('Contact', {
		id: '281945463',
		name: 'Quendolin Hapsburg',
		details: { email_address: 'quendolin@hapsburg.example', contactable_id: ACCOUNT },
	});
	sonar.addEntity('Ticket', {
		id: TICKET,
		subject: 'Rooftop antenna wobbles',
		created_at: dayOf(30),
		details: { ticketable_type: 'Account', ticketable_id: ACCOUNT, ticket_group_id: GROUP },
	});
	sonar.addEntity('Ticket', {
		id: OWN_TICKET,
		subject: 'Wobble nobody waits for',
		created_at: dayOf(29),
		details: {
			priority: 'HIGH',
			due_date: '2026-12-24',
			ticket_group_id: GROUP,
			ticket_category_ids: ['372819454'],
			ticket_recipients: [
				{ name: 'Quendolin Hapsburg', email_address: 'quendolin@hapsburg.example' },
			],
			custom_field_data: FIELDS.map((custom_field_id) => ({ custom_field_id, value: 'Larch' })),
		},
	});
	for (let number = 1; number <= 10; number += 1) {
		sonar.addEntity('Ticket', {
			id: String(827364520 + number),
			subject: `Chimney ${number}`,
			status: number % 2 === 0 ? 'CLOSED' : 'OPEN',
			created_at: dayOf(number),
			details: number % 3 === 0 ? { user_id: '645182937', priority: 'LOW' } : {},
		});
	}
	for (const [index, id] of ['736451829', '736451830', '736451831'].entries()) {
		sonar.addEntity('TicketReply', {
			id,
			ticket_id: TICKET,
			incoming: true,
			author: 'quendolin@hapsburg.example',
			body: `Wobble report ${index}`,
			details: {
				author_email: 'quendolin@hapsburg.example',
				headers: `From: quendolin@hapsburg.example\r\nMessage-ID:\r\n <wobble/${index}@hapsburg.example>\r\nSubject: Wobble report ${index}\r\n`,
			},
		});
	}
	sonar.addEntity('TicketComment', { ticket_id: TICKET, body: 'Bring a spanner' });
}

function dayOf(day: number): string {
	return `2025-06-${String(day).padStart(2, '0')}T08:00:00+00:00`;
}
