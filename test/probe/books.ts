import type { Sonar } from '../sonar';

/** The account that the probe may link files to. */
export const ACCOUNT = '918273645';
export const TICKET = '827364518';

/**
 * What a small provider has: enough of everything for the probe to see it by. Names and ids are such
 * that they cannot stand in a report by chance.
 */
export async function addBooks(sonar: Sonar): Promise<void> {
	sonar.addEntity('Account', { id: ACCOUNT, name: 'Quendolin Hapsburg' });
	sonar.addEntity('Ticket', { id: TICKET, subject: 'Rooftop antenna wobbles' });
	for (const [index, id] of ['736451829', '736451830', '736451831'].entries()) {
		sonar.addEntity('TicketReply', {
			id,
			ticket_id: TICKET,
			author: 'quendolin@hapsburg.example',
			body: `Wobble report ${index}`,
		});
	}
	sonar.addEntity('User', { id: '645182937', name: 'Ottokar Brandt' });
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
