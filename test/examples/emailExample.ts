import type { INodeExecutionData } from 'n8n-workflow';

import { readEmail } from '../../demo/readEmail';
import type { Kit } from '../nodes/kit';
import { compose, type Mail } from './mail';

export const JANE = 'Jane Doe <jane@example.com>';

/** An account with a contact, and a ticket of each of two accounts. */
export function addCustomers({ sonar }: Kit): void {
	addContact('1', 'jane@example.com');
	addContact('2', 'Farm@example.com');
	for (const [id, account] of [
		['7', '1'],
		['8', '2'],
	]) {
		const details = { ticketable_type: 'Account', ticketable_id: account };
		sonar.addEntity('Ticket', { id, subject: 'No internet', details });
	}

	function addContact(account: string, email_address: string): void {
		sonar.addEntity('Account', { id: account, name: `Account ${account}` });
		const details = { email_address, contactable_type: 'Account', contactable_id: account };
		sonar.addEntity('Contact', { name: `Contact of ${account}`, details });
	}
}

/** What the trigger gives for these emails. */
export async function readMails(
	{ engine }: Kit,
	...mails: Array<Mail | string>
): Promise<INodeExecutionData[]> {
	return await Promise.all(
		mails.map(async (mail, index) => {
			const message = typeof mail === 'string' ? mail : compose(mail);
			return (await readEmail(engine, message, index + 1)).item;
		}),
	);
}
